/** What the editor tells of one function or aggregation. */
export interface FunctionDoc {
  /** `rate(v range-vector)`; optional arguments have a `?`. */
  readonly signature: string;
  readonly text: string;
  readonly example: string;
}

/** Signature | what it gives, in one sentence | an example. */
const FUNCTIONS = `
abs(v instant-vector) | Each value without its sign. | abs(delta(temperature_celsius[1h]))
absent(v instant-vector) | 1 when the vector has no series, nothing otherwise; good for alerts on missing data. | absent(up{job="api"})
absent_over_time(v range-vector) | 1 when no sample lies in the whole range, nothing otherwise. | absent_over_time(up{job="api"}[10m])
acos(v instant-vector) | Arc cosine of each value, in radians. | acos(x)
acosh(v instant-vector) | Inverse hyperbolic cosine of each value. | acosh(x)
asin(v instant-vector) | Arc sine of each value, in radians. | asin(x)
asinh(v instant-vector) | Inverse hyperbolic sine of each value. | asinh(x)
atan(v instant-vector) | Arc tangent of each value, in radians. | atan(x)
atanh(v instant-vector) | Inverse hyperbolic tangent of each value. | atanh(x)
avg_over_time(v range-vector) | Mean of the samples in the range, for each series. | avg_over_time(node_load1[1h])
ceil(v instant-vector) | Each value rounded up to a whole number. | ceil(x)
changes(v range-vector) | How many times the value changed within the range. | changes(process_start_time_seconds[1d])
clamp(v instant-vector, min scalar, max scalar) | Each value held between min and max. | clamp(x, 0, 100)
clamp_max(v instant-vector, max scalar) | Each value, but at most max. | clamp_max(x, 100)
clamp_min(v instant-vector, min scalar) | Each value, but at least min. | clamp_min(x, 0)
cos(v instant-vector) | Cosine of each value taken as radians. | cos(x)
cosh(v instant-vector) | Hyperbolic cosine of each value. | cosh(x)
count_over_time(v range-vector) | Number of samples in the range, for each series. | count_over_time(up[5m])
day_of_month(v? instant-vector) | Day of the month of each value as a timestamp, 1 to 31 in UTC; of now without an argument. | day_of_month()
day_of_week(v? instant-vector) | Day of the week of each value as a timestamp, 0 for Sunday to 6, in UTC; of now without an argument. | day_of_week()
day_of_year(v? instant-vector) | Day of the year of each value as a timestamp, 1 to 366 in UTC; of now without an argument. | day_of_year()
days_in_month(v? instant-vector) | Length of the month of each value as a timestamp, 28 to 31 days; of now without an argument. | days_in_month()
deg(v instant-vector) | Radians to degrees. | deg(x)
delta(v range-vector) | Last minus first value of the range, stretched to its whole length; for gauges. | delta(temperature_celsius[2h])
deriv(v range-vector) | Slope per second of a straight line through the samples; for gauges. | deriv(node_filesystem_avail_bytes[1h])
double_exponential_smoothing(v range-vector, sf scalar, tf scalar) | Smoothed value that follows the trend; both factors lie between 0 and 1, a lower sf smooths more. Experimental. | double_exponential_smoothing(x[1h], 0.5, 0.5)
end() | End of the query's range as a timestamp. Experimental. | time() - end()
exp(v instant-vector) | e to the power of each value. | exp(x)
first_over_time(v range-vector) | Oldest sample in the range. | first_over_time(x[1h])
floor(v instant-vector) | Each value rounded down to a whole number. | floor(x)
histogram_avg(v instant-vector) | Mean of the observations in each native histogram. | histogram_avg(rate(request_duration_seconds[5m]))
histogram_count(v instant-vector) | Number of observations in each native histogram. | histogram_count(rate(request_duration_seconds[5m]))
histogram_fraction(lower scalar, upper scalar, b instant-vector) | Share of the observations between two bounds, 0 to 1. | histogram_fraction(0, 0.2, rate(request_duration_seconds[5m]))
histogram_quantile(q scalar, b instant-vector) | The q-quantile (0 to 1) of each histogram; classic buckets need their le label. | histogram_quantile(0.95, sum by (le) (rate(request_duration_seconds_bucket[5m])))
histogram_quantiles(b instant-vector, label string, q scalar, …) | Several quantiles at once, each with its q in the given label. Experimental. | histogram_quantiles(rate(request_duration_seconds[5m]), "q", 0.5, 0.9)
histogram_stddev(v instant-vector) | Estimated standard deviation of the observations in each native histogram. | histogram_stddev(rate(request_duration_seconds[5m]))
histogram_stdvar(v instant-vector) | Estimated variance of the observations in each native histogram. | histogram_stdvar(rate(request_duration_seconds[5m]))
histogram_sum(v instant-vector) | Sum of the observations in each native histogram. | histogram_sum(rate(request_duration_seconds[5m]))
hour(v? instant-vector) | Hour of each value as a timestamp, 0 to 23 in UTC; of now without an argument. | hour()
idelta(v range-vector) | Difference of the last two samples in the range; for gauges. | idelta(temperature_celsius[5m])
increase(v range-vector) | Growth of a counter over the range, resets accounted for; rate times the length of the range. | increase(http_requests_total[1h])
info(v instant-vector, selector? label-selector) | The series with the labels of the matching info metrics added. Experimental. | info(rate(http_requests_total[5m]), {version=~".+"})
irate(v range-vector) | Growth per second between the last two samples of a counter; spiky, for fast-moving charts. | irate(http_requests_total[1m])
label_join(v instant-vector, dst string, separator string, src string, …) | The series with a label that joins the values of others. | label_join(up, "target", "/", "job", "instance")
label_replace(v instant-vector, dst string, replacement string, src string, regex string) | The series with a label made from another by a regular expression; unchanged where it does not match. | label_replace(up, "host", "$1", "instance", "(.*):.*")
last_over_time(v range-vector) | Newest sample in the range; bridges gaps. | last_over_time(backup_size_bytes[1d])
ln(v instant-vector) | Natural logarithm of each value. | ln(x)
log10(v instant-vector) | Logarithm to base 10 of each value. | log10(x)
log2(v instant-vector) | Logarithm to base 2 of each value. | log2(x)
mad_over_time(v range-vector) | Median distance of the samples from their median. Experimental. | mad_over_time(x[1h])
max_of(a scalar, b scalar) | The larger of two numbers; also of two durations in brackets. Experimental. | rate(http_requests_total[max_of(5m, step() * 4)])
max_over_time(v range-vector) | Largest sample in the range. | max_over_time(node_load1[1h])
min_of(a scalar, b scalar) | The smaller of two numbers; also of two durations in brackets. Experimental. | rate(http_requests_total[min_of(1h, range())])
min_over_time(v range-vector) | Smallest sample in the range. | min_over_time(node_load1[1h])
minute(v? instant-vector) | Minute of each value as a timestamp, 0 to 59 in UTC; of now without an argument. | minute()
month(v? instant-vector) | Month of each value as a timestamp, 1 to 12 in UTC; of now without an argument. | month()
pi() | The number pi. | x * pi() / 180
predict_linear(v range-vector, t scalar) | Value in t seconds from now if the straight line through the range goes on; for gauges. | predict_linear(node_filesystem_avail_bytes[6h], 86400)
present_over_time(v range-vector) | 1 for each series with a sample in the range. | present_over_time(up[1h])
quantile_over_time(q scalar, v range-vector) | The q-quantile (0 to 1) of the samples in the range. | quantile_over_time(0.95, node_load1[1h])
rad(v instant-vector) | Degrees to radians. | rad(x)
range() | Length of the query's range in seconds; in brackets, as a duration. Experimental. | rate(http_requests_total[range()])
rate(v range-vector) | Growth per second of a counter, averaged over the range, resets accounted for. | rate(http_requests_total[$__rate_interval])
resets(v range-vector) | How often a counter was reset within the range. | resets(http_requests_total[1d])
round(v instant-vector, to_nearest? scalar) | Each value rounded to the nearest multiple, of 1 if none is given. | round(x, 0.1)
scalar(v instant-vector) | The value of the only series as a number; NaN when there is not exactly one. | x / scalar(sum(x))
sgn(v instant-vector) | 1, 0 or -1 by the sign of each value. | sgn(x)
sin(v instant-vector) | Sine of each value taken as radians. | sin(x)
sinh(v instant-vector) | Hyperbolic sine of each value. | sinh(x)
sort(v instant-vector) | The series by value, smallest first; only matters for instant queries. | sort(up)
sort_by_label(v instant-vector, label string, …) | The series by the values of labels, in natural order. Experimental. | sort_by_label(up, "instance")
sort_by_label_desc(v instant-vector, label string, …) | The series by the values of labels, in reverse. Experimental. | sort_by_label_desc(up, "instance")
sort_desc(v instant-vector) | The series by value, largest first; only matters for instant queries. | sort_desc(up)
sqrt(v instant-vector) | Square root of each value. | sqrt(x)
start() | Start of the query's range as a timestamp. Experimental. | time() - start()
start_timestamp(v instant-vector) | When each counter or histogram began to count, as a timestamp. Experimental. | time() - start_timestamp(http_requests_total)
stddev_over_time(v range-vector) | Standard deviation of the samples in the range. | stddev_over_time(x[1h])
stdvar_over_time(v range-vector) | Variance of the samples in the range. | stdvar_over_time(x[1h])
step() | The query's step in seconds; in brackets, as a duration. Experimental. | rate(http_requests_total[step() * 4])
sum_over_time(v range-vector) | Sum of the samples in the range. | sum_over_time(batch_size[1h])
tan(v instant-vector) | Tangent of each value taken as radians. | tan(x)
tanh(v instant-vector) | Hyperbolic tangent of each value. | tanh(x)
time() | The moment of evaluation, in seconds since 1970; at each step of a range its own. | time() - process_start_time_seconds
timestamp(v instant-vector) | When each sample was taken, in seconds since 1970. | time() - timestamp(up)
ts_of_first_over_time(v range-vector) | Timestamp of the oldest sample in the range. Experimental. | ts_of_first_over_time(x[1h])
ts_of_last_over_time(v range-vector) | Timestamp of the newest sample in the range. Experimental. | ts_of_last_over_time(x[1h])
ts_of_max_over_time(v range-vector) | Timestamp of the last largest sample in the range. Experimental. | ts_of_max_over_time(x[1h])
ts_of_min_over_time(v range-vector) | Timestamp of the last smallest sample in the range. Experimental. | ts_of_min_over_time(x[1h])
vector(s scalar) | A number as a series without labels. | sum(errors_total) or vector(0)
year(v? instant-vector) | Year of each value as a timestamp, in UTC; of now without an argument. | year()
`;

const AGGREGATIONS = `
avg(v instant-vector) | Mean over the series of each group. | avg by (job) (node_load1)
bottomk(k scalar, v instant-vector) | The k series with the smallest values of each group, labels kept. | bottomk(3, node_filesystem_avail_bytes)
count(v instant-vector) | Number of series in each group. | count by (job) (up)
count_values(label string, v instant-vector) | Number of series by value, the value in the given label. | count_values("version", build_version)
group(v instant-vector) | 1 for each group there is. | group by (namespace) (up)
limit_ratio(r scalar, v instant-vector) | A stable share r of the series, chosen by a hash; a negative r takes the rest. Experimental. | limit_ratio(0.1, up)
limitk(k scalar, v instant-vector) | Any k series of each group. Experimental. | limitk(10, up)
max(v instant-vector) | Largest value of each group. | max by (instance) (node_load1)
min(v instant-vector) | Smallest value of each group. | min by (job) (up)
quantile(q scalar, v instant-vector) | The q-quantile (0 to 1) over the series of each group. | quantile by (job) (0.9, node_load1)
stddev(v instant-vector) | Standard deviation over the series of each group. | stddev by (job) (node_load1)
stdvar(v instant-vector) | Variance over the series of each group. | stdvar by (job) (node_load1)
sum(v instant-vector) | Sum over the series of each group. | sum by (job) (rate(http_requests_total[$__rate_interval]))
topk(k scalar, v instant-vector) | The k series with the largest values of each group, labels kept; at each step of a range anew. | topk(5, rate(http_requests_total[$__rate_interval]))
`;

const KEYWORDS = `
by (label, …) | Groups by these labels; the result has only them. | sum by (job) (up)
without (label, …) | Groups by all labels but these. | sum without (instance) (up)
on (label, …) | Pairs the two sides by these labels only. | a / on (instance) b
ignoring (label, …) | Pairs the two sides by all labels but these. | a / ignoring (code) b
group_left (label, …) | Several series on the left may pair with one on the right, whose named labels are copied. | a * on (instance) group_left (nodename) b
group_right (label, …) | Several series on the right may pair with one on the left, whose named labels are copied. | a * on (instance) group_right (nodename) b
bool | The comparison gives 0 or 1 instead of dropping series. | up == bool 1
offset duration | The selector as it was that long ago. | up offset 1d
@ timestamp | The selector at one fixed moment: a timestamp, start() or end(). | up @ end()
and | Series of the left side that have a partner on the right. | a and on (job) b
or | All series of the left side, and those of the right side without a partner. | a or b
unless | Series of the left side that have no partner on the right. | a unless on (job) b
atan2 | Arc tangent of left over right, by their signs, in radians. | y atan2 x
fill (number) | Stands in for the missing partner on either side. Experimental. | a + fill (0) b
fill_left (number) | Stands in for the missing partner on the left. Experimental. | a + fill_left (0) b
fill_right (number) | Stands in for the missing partner on the right. Experimental. | a + fill_right (0) b
anchored | Takes the sample just before the range into account, without extrapolation. Experimental. | increase(http_requests_total[5m] anchored)
smoothed | Interpolates at the ends of the range instead of extrapolating. Experimental. | rate(http_requests_total[5m] smoothed)
inf | Infinity, as a number. | x < inf
nan | Not a number: the result of 0 / 0. | nan
`;

function readTable(table: string): readonly (readonly [string, FunctionDoc])[] {
  return table
    .trim()
    .split("\n")
    .map((line) => {
      const [signature = "", text = "", example = ""] = line.split(" | ");
      const [name = ""] = /^[\w@]+/.exec(signature) ?? [];
      return [name, { signature, text, example }] as const;
    });
}

/** Every function and aggregation of the grammar, by name. */
export const functionDocs: ReadonlyMap<string, FunctionDoc> = new Map([
  ...readTable(FUNCTIONS),
  ...readTable(AGGREGATIONS),
]);

/** Every keyword of the grammar, and `@`, by name. */
export const keywordDocs: ReadonlyMap<string, FunctionDoc> = new Map(readTable(KEYWORDS));
