import { act, type ReactNode } from "react";
import { createRoot } from "react-dom/client";

declare global {
  // React asks for it wherever `act` is used.
  var IS_REACT_ACT_ENVIRONMENT: boolean | undefined;
}

/** Renders into the (jsdom) document; the returned function takes it away. */
export async function mount(node: ReactNode): Promise<() => Promise<void>> {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true;
  const host = document.createElement("div");
  document.body.append(host);
  const root = createRoot(host);
  await act(async () => root.render(node));
  return async () => {
    await act(async () => root.unmount());
    host.remove();
  };
}

/** The control of a label, by the label's whole text. */
export function field(label: string): HTMLInputElement {
  const found = [...document.querySelectorAll("label")].find((one) => one.textContent === label);
  const control = found && document.getElementById(found.htmlFor);
  if (!(control instanceof HTMLInputElement)) throw new Error(`no field is labelled ${label}`);
  return control;
}

/** The button (or what has that role) of this name. */
function button(name: string, role = "button"): HTMLElement {
  const all = document.querySelectorAll<HTMLElement>(`${role}, [role=${role}]`);
  const found = [...all].find((one) => (one.getAttribute("aria-label") ?? one.textContent) === name);
  if (!found) throw new Error(`no ${role} is named ${name}`);
  return found;
}

export async function press(name: string, role?: string): Promise<void> {
  await act(async () => button(name, role).click());
}

/** Replaces the text of a field, as typing does. */
export async function type(control: HTMLInputElement, text: string): Promise<void> {
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  await act(async () => {
    setValue?.call(control, text);
    control.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** Lets answers and effects settle until `isTrue`, at most 200 turns of the event loop. */
export async function until(isTrue: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !isTrue(); turn += 1) {
    // One turn after the other is the point.
    // oxlint-disable-next-line no-await-in-loop
    await act(async () => new Promise((resolve) => setImmediate(resolve)));
  }
  if (!isTrue()) throw new Error(`it did not come to: ${isTrue.toString()}`);
}
