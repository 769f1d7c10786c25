import { useEffect, useState } from "react";
import { Button } from "./Button.tsx";
import { IconButton } from "./IconButton.tsx";
import { dismissToast, TOAST_MS, useToasts, type Toast } from "./toasts.ts";

/** The one place where toasts appear; mount it once. */
export function Toasts() {
  const toasts = useToasts();
  return (
    <div
      role="status"
      aria-label="Notices"
      className="pointer-events-none fixed inset-x-3 bottom-3 z-60 flex flex-col items-center gap-2 max-sm:bottom-16"
    >
      {toasts.map((toast) => (
        <ToastRow key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastRow({ toast }: { readonly toast: Toast }) {
  const { action } = toast;
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = window.setTimeout(() => dismissToast(toast.id), TOAST_MS);
    return () => window.clearTimeout(timer);
  }, [toast.id, isHeld]);
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="rise pointer-events-auto inline-flex min-h-10 max-w-full items-center gap-2.5 rounded bg-surface-3 pr-1.5 pl-3.5 shadow-float"
    >
      <span className="min-w-0">{toast.text}</span>
      {action && (
        <Button
          variant="ghost"
          icon={action.icon}
          className="text-accent-fg!"
          onClick={() => {
            dismissToast(toast.id);
            action.onSelect();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon="x" size="sm" label="Dismiss" onClick={() => dismissToast(toast.id)} />
    </div>
  );
}
