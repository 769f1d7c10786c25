const TENANT = /org-?id|tenant|project|account/i;

const tenantHeaders = (headerNames: readonly string[]) => headerNames.filter((name) => TENANT.test(name));

/** Of a source that shows nothing at all (F40): what to look at where it serves several tenants. */
export function nothingAtAll(what: string, headerNames: readonly string[]): string {
  const [header] = tenantHeaders(headerNames);
  const look =
    header === undefined
      ? "If it serves several tenants, it may need to be told which: the source sends no header such as X-Scope-OrgID."
      : `It may be asked for the wrong tenant: look at the ${header} header of the source.`;
  return `${what} ${look}`;
}

/** Behind what a source does not know: another tenant may know it; "" where it is asked for none. */
export function otherTenant(headerNames: readonly string[]): string {
  const [header] = tenantHeaders(headerNames);
  return header === undefined ? "" : ` It may belong to another tenant than the ${header} header names.`;
}
