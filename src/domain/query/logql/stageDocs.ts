/** Signature | what it gives, in one sentence | an example; read by readDocTable. */

export const PARSER_DOCS = `
json | Makes a label of every field of a JSON line; nested names are joined by an underscore. With names and paths it reads only those. | {app="api"} | json status="response.status", first="items[0]"
logfmt | Makes a label of every key=value of the line. With names it reads only those; --strict refuses broken pairs, --keep-empty keeps keys without a value. | {app="api"} | logfmt --strict level, took="duration"
pattern "text with <name>" | Cuts the line at fixed texts; each <name> becomes a label, <_> is skipped. Faster than regexp. | {app="nginx"} | pattern "<ip> - - <_> \\"<method> <path> <_>\\" <status> <size>"
regexp "regex" | Makes a label of each named group (?P<name>…) of a regular expression. | {app="api"} | regexp "user=(?P<user>\\\\w+)"
unpack | Undoes Promtail's pack: the fields become labels and _entry the line. | {app="api"} | unpack
`;

export const STAGE_DOCS = `
line_format "template" | Writes the line anew from a Go template; .name is a label, __line__ the line as it was. | {app="api"} | json | line_format "{{.method}} {{.path}}"
label_format name=value, … | Renames a label, or makes one from a template in quotes. | {app="api"} | json | label_format code=status, route="{{.method}} {{.path}}"
drop label, … | Takes labels out of the result, with a matcher only where it holds. | {app="api"} | json | drop __error__, level="debug"
keep label, … | Keeps only these labels, with a matcher only where it holds. | {app="api"} | json | keep level, status=~"5.."
decolorize | Takes colour codes out of the line. | {app="api"} | decolorize
unwrap label | Takes the number in a label as the value; only inside a range function, behind the other stages. | sum_over_time({app="api"} | json | unwrap bytes(size) [5m])
`;
