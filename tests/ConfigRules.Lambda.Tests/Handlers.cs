using ConfigRules.Aws;

namespace ConfigRules.Lambda.Tests;

internal static class Handlers
{
    public static readonly Settings Settings = new() { Rules = SampleRules.All, Subject = "Samples", Region = "eu-west-1" };

    public static RuleHandler Over(IAccount account, TextWriter? log = null, Settings? settings = null) =>
        new(_ => account, settings ?? Settings, TimeProvider.System, log ?? TextWriter.Null);
}
