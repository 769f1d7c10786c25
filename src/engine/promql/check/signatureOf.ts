import type { ResultKind } from "../../../domain/query/promql/ast.ts";
import type { Signature } from "../functions/PromFunction.ts";

/** name | kinds of its arguments | variadic (Signature) | kind of its result. Until promFunctions.ts has them all. */
const TABLE = `
abs|vector|0|vector
absent|vector|0|vector
absent_over_time|matrix|0|vector
acos|vector|0|vector
acosh|vector|0|vector
asin|vector|0|vector
asinh|vector|0|vector
atan|vector|0|vector
atanh|vector|0|vector
avg_over_time|matrix|0|vector
ceil|vector|0|vector
changes|matrix|0|vector
clamp|vector scalar scalar|0|vector
clamp_max|vector scalar|0|vector
clamp_min|vector scalar|0|vector
cos|vector|0|vector
cosh|vector|0|vector
count_over_time|matrix|0|vector
days_in_month|vector|1|vector
day_of_month|vector|1|vector
day_of_week|vector|1|vector
day_of_year|vector|1|vector
deg|vector|0|vector
end||0|scalar
delta|matrix|0|vector
deriv|matrix|0|vector
exp|vector|0|vector
first_over_time|matrix|0|vector
floor|vector|0|vector
histogram_avg|vector|0|vector
histogram_count|vector|0|vector
histogram_sum|vector|0|vector
histogram_stddev|vector|0|vector
histogram_stdvar|vector|0|vector
histogram_fraction|scalar scalar vector|0|vector
histogram_quantile|scalar vector|0|vector
histogram_quantiles|vector string scalar scalar|9|vector
double_exponential_smoothing|matrix scalar scalar|0|vector
hour|vector|1|vector
idelta|matrix|0|vector
increase|matrix|0|vector
info|vector vector|1|vector
irate|matrix|0|vector
label_replace|vector string string string string|0|vector
label_join|vector string string string|-1|vector
max_of|scalar scalar|0|scalar
last_over_time|matrix|0|vector
min_of|scalar scalar|0|scalar
ln|vector|0|vector
log10|vector|0|vector
log2|vector|0|vector
mad_over_time|matrix|0|vector
max_over_time|matrix|0|vector
min_over_time|matrix|0|vector
ts_of_first_over_time|matrix|0|vector
ts_of_max_over_time|matrix|0|vector
ts_of_min_over_time|matrix|0|vector
ts_of_last_over_time|matrix|0|vector
minute|vector|1|vector
month|vector|1|vector
pi||0|scalar
predict_linear|matrix scalar|0|vector
present_over_time|matrix|0|vector
quantile_over_time|scalar matrix|0|vector
rad|vector|0|vector
range||0|scalar
rate|matrix|0|vector
resets|matrix|0|vector
round|vector scalar|1|vector
scalar|vector|0|scalar
sgn|vector|0|vector
sin|vector|0|vector
sinh|vector|0|vector
sort|vector|0|vector
sort_desc|vector|0|vector
sort_by_label|vector string|-1|vector
sort_by_label_desc|vector string|-1|vector
sqrt|vector|0|vector
start||0|scalar
start_timestamp|vector|0|vector
step||0|scalar
stddev_over_time|matrix|0|vector
stdvar_over_time|matrix|0|vector
sum_over_time|matrix|0|vector
tan|vector|0|vector
tanh|vector|0|vector
time||0|scalar
timestamp|vector|0|vector
vector|scalar|0|vector
year|vector|1|vector
`;

const signatures: ReadonlyMap<string, Signature> = new Map(
  TABLE.trim()
    .split("\n")
    .map((line): [string, Signature] => {
      const [name = "", args = "", variadic = "0", returns = "vector"] = line.split("|");
      const kinds = args === "" ? [] : (args.split(" ") as ResultKind[]);
      return [name, { args: kinds, variadic: Number(variadic), returns: returns as ResultKind }];
    }),
);

/** Case counts in a function's name. */
export function signatureOf(name: string): Signature | undefined {
  return signatures.get(name);
}
