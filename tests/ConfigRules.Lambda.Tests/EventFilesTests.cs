using System.Text;
using System.Text.Json.Nodes;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Lambda.Tests;

/// <summary>Every file in events/ goes through the handler; what comes of it stands in events.golden.txt.</summary>
public sealed class EventFilesTests
{
    private const string Golden = "tests/ConfigRules.Lambda.Tests/events.golden.txt";

    [Fact]
    public async Task Every_event_file_has_its_expected_outcome()
    {
        var outcome = new StringBuilder();
        foreach (var name in Repository.Events())
            outcome.Append(await RunAsync(name)).AppendLine();

        Assert.Null(GoldenFile.Problem(Golden, outcome.ToString()));
    }

    [Fact]
    public async Task The_same_event_twice_gives_the_same_report()
    {
        foreach (var name in Repository.Events())
            Assert.Equal(await RunAsync(name), await RunAsync(name));
    }

    private static async Task<string> RunAsync(string name)
    {
        var text = new StringBuilder().AppendLine(name);
        var account = new NetworkAccount(SampleRules.Network);
        account.History[new(ResourceType.VpcEndpoint, "vpce-0a1b2c3d4e5f6000f")] = new JsonObject { ["vpcId"] = "vpc-0a1b2c3d4e5f60001" };
        account.History[new(ResourceType.SecurityGroup, "sg-0a1b2c3d4e5f60001")] = new JsonObject { ["vpcId"] = "vpc-0a1b2c3d4e5f60001" };
        try
        {
            var summary = await Handlers.Over(account).HandleAsync(
                Repository.Event(name), new("request-1"), TestContext.Current.CancellationToken);
            text.AppendLine($"  trigger  {summary.Trigger.GetType().Name} {summary.Trigger.About?.Id}".TrimEnd());
            text.AppendLine(summary.Skipped is { } skipped ? $"  skipped  {skipped}" : $"  scope    {Describe(summary.Scope)}");
        }
        catch (Exception thrown) when (thrown is InvalidEventException or InvalidParameterException)
        {
            text.AppendLine($"  throws   {thrown.GetType().Name}: {thrown.Message}");
        }
        foreach (var report in account.Reports)
            text.AppendLine($"  {report.OrderingTimestamp:yyyy-MM-ddTHH:mm:ss.fff'Z'} {report.Resource.Id} {report.Compliance} {report.Annotation}".TrimEnd());
        return text.ToString();
    }

    private static string Describe(Scope? scope) => scope switch
    {
        null => "nothing",
        Scope.OfVpcs vpcs => string.Join(' ', vpcs.Ids),
        Scope.OfEndpointServices services => string.Join(' ', services.Ids),
        _ => "region",
    };
}
