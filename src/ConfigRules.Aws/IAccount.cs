using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Aws;

/// <summary>
/// A region of an account, as the function sees it: its network, and what AWS Config knows and is told of it. AWS itself is
/// one, a recorded network is the other.
/// </summary>
public interface IAccount
{
    /// <summary>Reads just these kinds of facts, of just this scope.</summary>
    Task<NetworkReading> ReadNetworkAsync(IReadOnlyCollection<FactKind> kinds, Scope scope, CancellationToken cancellationToken);

    /// <summary>
    /// The configuration (JSON) that AWS Config last recorded of a resource, at or before the time where one is given; null
    /// where it recorded none.
    /// </summary>
    Task<string?> FindConfigurationAsync(
        string resourceType, string resourceId, DateTimeOffset? notAfter, CancellationToken cancellationToken);

    /// <summary>Sends one batch, of at most 100, and gives back those that AWS Config did not take.</summary>
    Task<IReadOnlyList<Report>> PutAsync(
        IReadOnlyList<Report> batch, string resultToken, bool testMode, CancellationToken cancellationToken);

    /// <summary>The resources for which the rule's results now say compliant or non-compliant.</summary>
    Task<EarlierResults> FindReportedAsync(string configRuleName, CancellationToken cancellationToken);
}

/// <summary>An evaluation as AWS Config takes it. The annotation has 1 to 256 characters, or is null.</summary>
public sealed record Report(ResourceKey Resource, Compliance Compliance, string? Annotation, DateTimeOffset OrderingTimestamp);

/// <summary>On which resources a rule has results; none, and a sentence on why, where AWS Config does not tell.</summary>
public sealed record EarlierResults(IReadOnlyList<ResourceKey> Resources, string? NotTold = null);

/// <summary>What tells two resources apart in AWS Config: ids alone are unique within a type only.</summary>
public readonly record struct ResourceKey(string Type, string Id);
