/** Kubernetes audit lines, as a customer's documents ask for them. */
export const AUDIT_QUERY =
  '{logging_component="unicaster", app="kube-apiserver", stream="", cluster="prod"} | json | apiVersion="audit.k8s.io/v1" | json sourceIPs="sourceIPs" | json user_groups="user.groups"';
