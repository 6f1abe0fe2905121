using System.Text;
using System.Text.Json;
using ConfigRules.Aws;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Cli;

/// <summary>An account as it was recorded: it answers from the recording, and keeps what it is told instead of telling AWS.</summary>
internal sealed class RecordedAccount(Network network) : IAccount
{
    private readonly List<Report> _reports = [];

    public IReadOnlyList<Report> Reports => _reports;

    public Task<NetworkReading> ReadNetworkAsync(IReadOnlyCollection<FactKind> kinds, Scope scope, CancellationToken cancellationToken) =>
        Task.FromResult(new NetworkReading(network.Within(scope)));

    /// <summary>Where the resource lies is all that is asked of a configuration here.</summary>
    public Task<string?> FindConfigurationAsync(
        string resourceType, string resourceId, DateTimeOffset? notAfter, CancellationToken cancellationToken)
    {
        var place = new Evaluation(resourceType, resourceId, default);
        return Task.FromResult(JudgedResource.VpcOf(place, network) is { } vpcId ? Configuration(vpcId) : null);
    }

    public Task<IReadOnlyList<Report>> PutAsync(
        IReadOnlyList<Report> batch, string resultToken, bool testMode, CancellationToken cancellationToken)
    {
        _reports.AddRange(batch);
        return Task.FromResult<IReadOnlyList<Report>>([]);
    }

    public Task<EarlierResults> FindReportedAsync(string configRuleName, CancellationToken cancellationToken) =>
        Task.FromResult(new EarlierResults([]));

    private static string Configuration(string vpcId)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("vpcId", vpcId);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(json.GetBuffer().AsSpan(0, (int)json.Length));
    }
}
