using Amazon.Lambda.RuntimeSupport;
using ConfigRules.Aws;
using ConfigRules.Lambda;

Function? function = null;
await LambdaBootstrapBuilder.Create((json, context) => function!.HandleAsync(json, context))
    // In here a wrong environment is told to Lambda, which shows it as the reason that the function does not start.
    .UseBootstrapHandler(() =>
    {
        var settings = Settings.From(Environment.GetEnvironmentVariable);
        function = new(new RuleHandler(new Accounts(externalId: settings.ExternalId).Find, settings, TimeProvider.System, Console.Out));
        return Task.FromResult(true);
    })
    .Build()
    .RunAsync();
