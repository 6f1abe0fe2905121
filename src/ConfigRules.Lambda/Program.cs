using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using ConfigRules.Aws;
using ConfigRules.Lambda;

Func<Stream, ILambdaContext, Task<Stream>>? answer = null;
await LambdaBootstrapBuilder.Create((json, context) => answer!(json, context))
    // In here a wrong environment is told to Lambda, which shows it as the reason that the function does not start.
    .UseBootstrapHandler(() =>
    {
        answer = ReportSettings.From(Environment.GetEnvironmentVariable) is { } report
            ? new ReportFunction(new ReportHandler(new Accounts(), report, TimeProvider.System, Console.Out)).HandleAsync
            : new Function(new RuleHandler(new Accounts().Find, Settings.From(Environment.GetEnvironmentVariable), TimeProvider.System, Console.Out)).HandleAsync;
        return Task.FromResult(true);
    })
    .Build()
    .RunAsync();
