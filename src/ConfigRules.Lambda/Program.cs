using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using ConfigRules.Aws;
using ConfigRules.Lambda;

Func<Stream, ILambdaContext, Task<Stream>>? answer = null;
await LambdaBootstrapBuilder.Create((json, context) => answer!(json, context))
    // In here a wrong environment is told to Lambda, which shows it as the reason that the function does not start.
    .UseBootstrapHandler(() =>
    {
        if (ReportSettings.From(Environment.GetEnvironmentVariable) is { } report)
        {
            answer = new ReportFunction(new ReportHandler(new Accounts(), report, TimeProvider.System, Console.Out)).HandleAsync;
        }
        else
        {
            var settings = Settings.From(Environment.GetEnvironmentVariable);
            answer = new Function(new RuleHandler(new Accounts(externalId: settings.ExternalId).Find, settings, TimeProvider.System, Console.Out)).HandleAsync;
        }
        return Task.FromResult(true);
    })
    .Build()
    .RunAsync();
