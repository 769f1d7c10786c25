/** Functions of the templates of line_format and label_format; read by readDocTable. */
export const TEMPLATE_DOCS = `
__line__ | The line as it was. | {{ __line__ | upper }}
__timestamp__ | When the line was written, as a time. | {{ __timestamp__ | date "15:04:05" }}
add a b … | Sum of whole numbers. | {{ add .a 1 }}
addf a b … | Sum of decimal numbers. | {{ addf .a 0.5 }}
alignLeft width text | The text at exactly this width, cut or filled with blanks on the right. | {{ alignLeft 10 .level }}
alignRight width text | The text at exactly this width, cut or filled with blanks on the left. | {{ alignRight 10 .status }}
b64dec text | Base64 decoded. | {{ .body | b64dec }}
b64enc text | Base64 encoded. | {{ .body | b64enc }}
bytes text | A size such as 5KB as a number of bytes. | {{ .size | bytes }}
ceil number | Rounded up. | {{ ceil .took }}
contains part text | Whether the text holds the part. | {{ if contains "err" .msg }}!{{ end }}
count regex text | How often the regular expression matches. | {{ __line__ | count "a" }}
date layout time | A time in Go's layout (2006-01-02 15:04:05). | {{ __timestamp__ | date "15:04" }}
default value text | The value where the text is empty. | {{ .user | default "nobody" }}
div a b | Quotient of whole numbers, rounded down. | {{ div .bytes 1024 }}
divf a b … | Quotient of decimal numbers. | {{ divf .bytes 1024 }}
duration text | A duration such as 1m30s in seconds. | {{ .took | duration }}
duration_seconds text | The same as duration. | {{ .took | duration_seconds }}
float64 text | A text as a decimal number. | {{ float64 .took }}
floor number | Rounded down. | {{ floor .took }}
fromJson text | JSON as a value to walk through. | {{ range fromJson .items }}{{ .name }} {{ end }}
hasPrefix part text | Whether the text begins with the part. | {{ if hasPrefix "/api" .path }}api{{ end }}
hasSuffix part text | Whether the text ends with the part. | {{ if hasSuffix ".js" .path }}script{{ end }}
indent n text | Every line of the text moved right by n blanks. | {{ indent 4 .stack }}
int text | A text as a whole number. | {{ int .status }}
lower text | In lower case. | {{ .level | lower }}
max a b … | Largest of whole numbers. | {{ max .a .b }}
maxf a b … | Largest of decimal numbers. | {{ maxf .a .b }}
min a b … | Smallest of whole numbers. | {{ min .a .b }}
minf a b … | Smallest of decimal numbers. | {{ minf .a .b }}
mod a b | Remainder of whole numbers. | {{ mod .a 10 }}
mul a b … | Product of whole numbers. | {{ mul .a 1000 }}
mulf a b … | Product of decimal numbers. | {{ mulf .took 1000 }}
nindent n text | As indent, with a line break before. | {{ nindent 4 .stack }}
now | The present time. | {{ now | unixEpoch }}
regexReplaceAll regex text replacement | Every match replaced; \${1} is a group. | {{ regexReplaceAll "\\\\d+" .path "N" }}
regexReplaceAllLiteral regex text replacement | Every match replaced by the text as it is. | {{ regexReplaceAllLiteral "\\\\d+" .path "$1" }}
repeat n text | The text n times. | {{ repeat 3 "-" }}
replace old new text | Every occurrence replaced. | {{ .path | replace "/" "." }}
round number digits | Rounded to so many decimals. | {{ round .took 2 }}
sub a b | Difference of whole numbers. | {{ sub .a .b }}
subf a b … | Difference of decimal numbers. | {{ subf .a .b }}
substr start end text | The characters from start up to end. | {{ substr 0 8 .trace_id }}
title text | First letters in capitals. | {{ .level | title }}
toDate layout text | A text in Go's layout as a time. | {{ toDate "2006-01-02" .day }}
toDateInZone layout zone text | The same, read in a time zone. | {{ toDateInZone "2006-01-02" "UTC" .day }}
trim text | Without blanks at both ends. | {{ .msg | trim }}
trimAll characters text | Without these characters at both ends. | {{ trimAll "/" .path }}
trimPrefix part text | Without the part at the start. | {{ trimPrefix "/api" .path }}
trimSuffix part text | Without the part at the end. | {{ trimSuffix "/" .path }}
trunc n text | The first n characters; a negative n takes the last. | {{ trunc 8 .trace_id }}
unixEpoch time | A time in seconds since 1970. | {{ __timestamp__ | unixEpoch }}
unixEpochMillis time | A time in milliseconds since 1970. | {{ __timestamp__ | unixEpochMillis }}
unixEpochNanos time | A time in nanoseconds since 1970. | {{ __timestamp__ | unixEpochNanos }}
unixToTime text | A time of days, seconds, milliseconds, microseconds or nanoseconds since 1970, by its length. | {{ unixToTime .ts }}
upper text | In capitals. | {{ .level | upper }}
urldecode text | Percent signs decoded. | {{ .path | urldecode }}
urlencode text | Encoded for a URL. | {{ .query | urlencode }}
ToLower text | Older name of lower. | {{ .level | ToLower }}
ToUpper text | Older name of upper. | {{ .level | ToUpper }}
Replace text old new n | Older form of replace; n is how often, -1 always. | {{ Replace .path "/" "." -1 }}
Trim text characters | Older form of trimAll. | {{ Trim .path "/" }}
TrimLeft text characters | Without these characters at the start. | {{ TrimLeft .path "/" }}
TrimRight text characters | Without these characters at the end. | {{ TrimRight .path "/" }}
TrimPrefix text part | Older form of trimPrefix. | {{ TrimPrefix .path "/api" }}
TrimSuffix text part | Older form of trimSuffix. | {{ TrimSuffix .path "/" }}
TrimSpace text | Older name of trim. | {{ TrimSpace .msg }}
`;
