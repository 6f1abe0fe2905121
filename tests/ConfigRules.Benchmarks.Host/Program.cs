// The host alone: a function that answers each event with itself.
using Amazon.Lambda.RuntimeSupport;

await LambdaBootstrapBuilder.Create((json, _) => Task.FromResult(json)).Build().RunAsync();
