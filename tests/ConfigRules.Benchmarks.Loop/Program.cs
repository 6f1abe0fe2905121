// What anybody would write without a host: the framework's HTTP client in a loop, each event answered with itself.
using System.Globalization;

var runtime = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/invocation/";
using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
while (true)
{
    using var next = await http.GetAsync(runtime + "next");
    using var body = new ByteArrayContent(await next.Content.ReadAsByteArrayAsync());
    var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
    using var done = await http.PostAsync(string.Create(CultureInfo.InvariantCulture, $"{runtime}{id}/response"), body);
}
