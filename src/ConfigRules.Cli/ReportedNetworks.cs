using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Reports;

namespace ConfigRules.Cli;

/// <summary>What was judged of networks, as rows of a report.</summary>
internal static class ReportedNetworks
{
    public static IEnumerable<ReportRow> Rows(CheckedNetwork network) => network.Findings.Select(finding =>
    {
        var evaluation = finding.Evaluation;
        var resource = JudgedResource.Of(evaluation, network.Network);
        return new ReportRow(
            finding.Rule, network.Network.AccountId ?? "", network.Network.Region ?? "", evaluation.ResourceType, evaluation.ResourceId,
            finding.Compliance, evaluation.Verdict.Reason)
        {
            Severity = finding.Severity,
            Name = resource?.Tags.GetValueOrDefault("Name") is { Length: > 0 } name ? name : null,
            VpcId = (resource as VpcResource)?.VpcId,
        };
    });

#pragma warning disable CA1031 // A defect of tracing is told, and what the rules found is told all the same.
    /// <summary>The ways that the rule about them judges; none where it was not chosen, for then its facts were not read.</summary>
    public static ReportWays Ways(IEnumerable<CheckedNetwork> networks, IEnumerable<(Rule Rule, Parameters Parameters)> chosen, Action<Rule, Exception> broke)
    {
        var (rule, parameters) = chosen.FirstOrDefault(pair => pair.Rule.Info.Id is ReportWays.Rule);
        if (rule is null)
            return ReportWays.None;
        try
        {
            return ReportWays.Of(networks.Select(network => network.Network), parameters);
        }
        catch (Exception exception)
        {
            broke(rule, exception);
            return ReportWays.None;
        }
    }
#pragma warning restore CA1031
}
