using System.Text.Json.Nodes;
using ConfigRules.Aws;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Testing;

/// <summary>
/// An account over a network in memory. It hands out only what was asked for, keeps results as AWS Config does, refuses
/// what AWS Config refuses, and fails when told to.
/// </summary>
public sealed class NetworkAccount(Network network) : IAccount
{
    private readonly Dictionary<ResourceKey, Report> _results = [];

    /// <summary>Every batch, in the order sent.</summary>
    public IList<IReadOnlyList<Report>> Batches { get; } = [];

    public IEnumerable<Report> Reports => Batches.SelectMany(batch => batch);

    /// <summary>What was read: kinds and scope.</summary>
    public IList<(IReadOnlyCollection<FactKind> Kinds, Scope Scope)> Reads { get; } = [];

    /// <summary>What AWS Config recorded of resources that are gone.</summary>
    public IDictionary<ResourceKey, JsonObject> History { get; } = new Dictionary<ResourceKey, JsonObject>();

    /// <summary>Resources whose evaluations are not taken, ever.</summary>
    public ISet<string> Refused { get; } = new HashSet<string>();

    /// <summary>Why the results of the rule are not told; null where they are.</summary>
    public string? NotTold { get; set; }

    /// <summary>Thrown instead of the next answers.</summary>
    public Func<Exception>? Failure { get; set; }

    /// <summary>What cannot be read of single resources.</summary>
    public UnreadException? Unread { get; set; }

    /// <summary>How long a read takes.</summary>
    public TimeSpan Latency { get; set; }

    public async Task<NetworkReading> ReadNetworkAsync(
        IReadOnlyCollection<FactKind> kinds, Scope scope, CancellationToken cancellationToken)
    {
        Fail();
        if (Latency > TimeSpan.Zero)
            await Task.Delay(Latency, cancellationToken);
        Reads.Add((kinds, scope));
        return new(network.Within(scope), Unread);
    }

    public Task<string?> FindConfigurationAsync(
        string resourceType, string resourceId, DateTimeOffset? notAfter, CancellationToken cancellationToken)
    {
        Fail();
        return Task.FromResult(
            History.TryGetValue(new(resourceType, resourceId), out var recorded) ? recorded.ToJsonString() : null);
    }

    public Task<IReadOnlyList<Report>> PutAsync(
        IReadOnlyList<Report> batch, string resultToken, bool testMode, CancellationToken cancellationToken)
    {
        Fail();
        if (batch.Count is 0 or > 100 || batch.DistinctBy(report => report.Resource).Count() != batch.Count
            || batch.Any(report => report.Annotation is { Length: 0 or > 256 } || report.Compliance is Compliance.Undetermined))
        {
            throw new ArgumentException("AWS Config takes 1 to 100 valid evaluations of different resources.", nameof(batch));
        }

        Batches.Add(batch);
        foreach (var report in batch.Where(report => !testMode && !Refused.Contains(report.Resource.Id)))
            _results[report.Resource] = report;
        return Task.FromResult<IReadOnlyList<Report>>([.. batch.Where(report => Refused.Contains(report.Resource.Id))]);
    }

    public Task<EarlierResults> FindReportedAsync(string configRuleName, CancellationToken cancellationToken)
    {
        Fail();
        return Task.FromResult<EarlierResults>(NotTold is { } why
            ? new([], why)
            : new([.. _results.Values.Where(report => report.Compliance is not Compliance.NotApplicable).Select(report => report.Resource)]));
    }

    private void Fail()
    {
        if (Failure is not null)
            throw Failure();
    }
}
