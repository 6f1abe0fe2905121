using Amazon.Lambda.RuntimeSupport;
using ConfigRules.Aws;
using ConfigRules.Lambda;

var handler = new RuleHandler(
    new Accounts().Find, Settings.From(Environment.GetEnvironmentVariable), TimeProvider.System, Console.Out);
await LambdaBootstrapBuilder.Create(new Function(handler).HandleAsync).Build().RunAsync();
