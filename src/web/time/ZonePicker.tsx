import { useMemo } from "react";
import type { TimeZone } from "../../domain/time/TimeRange.ts";
import { Combobox } from "../ui/Combobox.tsx";

export interface ZonePickerProps {
  readonly zone: TimeZone;
  readonly browserZone: string;
  readonly onChange: (zone: TimeZone) => void;
}

/** UTC, the browser's zone, or any the browser knows, found by typing. */
export function ZonePicker({ zone, browserZone, onChange }: ZonePickerProps) {
  const options = useMemo(() => {
    const names = Intl.supportedValuesOf("timeZone").filter((name) => name !== "UTC");
    return [
      { value: "utc", label: "UTC" },
      { value: "browser", label: "Browser time", note: placeName(browserZone) },
      ...[...new Set([zone, ...names])]
        .filter((name) => name !== "utc" && name !== "browser")
        .map((name) => ({ value: name, label: placeName(name) })),
    ];
  }, [browserZone, zone]);
  return (
    <Combobox
      label="Time zone"
      icon="globe"
      options={options}
      value={zone}
      onChange={onChange}
      className="-ml-2 border-transparent bg-transparent text-xs"
    />
  );
}

/** "America/New_York" → "America/New York" */
function placeName(zone: string): string {
  return zone.replaceAll("_", " ");
}
