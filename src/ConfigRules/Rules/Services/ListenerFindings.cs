using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Rules.Services;

/// <summary>What is wrong with the listeners of a load balancer behind an endpoint service: nobody answers, or nobody is let in.</summary>
internal static class ListenerFindings
{
    /// <summary>First who does not answer, then who lets nobody in, in the order of ports.</summary>
    public static IEnumerable<Finding> Of(LoadBalancer balancer, Network network) => network.ListenersOf(balancer).ToArray() switch
    {
        [] => [new($"load balancer {balancer.Name} has no listener")],
        var listeners => listeners.SelectMany(listener => Answers(listener, balancer, network))
            .Concat(listeners.SelectMany(listener => Admits(listener, balancer, network))),
    };

    /// <summary>
    /// Each group takes its share of what arrives, and none takes over another's: a zone needs a healthy target in each of them.
    /// https://repost.aws/knowledge-center/elb-dns-cross-zone-balance-configuration
    /// </summary>
    private static IEnumerable<Finding> Answers(Listener listener, LoadBalancer balancer, Network network)
    {
        if (!network.KnowsTargetsOf(listener))
            return [Finding.InDoubt($"The health of the targets of load balancer {balancer.Name} for {listener.Name} has not been recorded.")];
        var groups = listener.TargetGroupArns.Select(arn => (Arn: arn, Group: network.Find<TargetGroup>(LoadBalancer.IdOf(arn))!)).ToArray();
        return groups.All(one => Network.HasHealthyTarget(one.Group) is false)
            ? [new($"load balancer {balancer.Name} has no healthy target for {listener.Name}") { Severity = Severity.High }]
            : groups.Select(one => Answers(one.Group, groups.Length is 1 ? listener.Name : $"{listener.Name} in group {TargetGroup.NameOf(one.Arn)}", balancer, network)).OfType<Finding>();
    }

    private static Finding? Answers(TargetGroup group, string what, LoadBalancer balancer, Network network) => (Network.HasHealthyTarget(group), network.ZonesByHealth(group, balancer)) switch
    {
        (false, _) => new($"load balancer {balancer.Name} has no healthy target for {what}"),
        (_, var zones) when zones.Contains(false) => new($"load balancer {balancer.Name} has no healthy target for {what} in {Wording.List(zones[false])}"),
        (null, _) => Finding.InDoubt($"Whether load balancer {balancer.Name} has a healthy target for {what} is not known yet."),
        (_, var zones) when zones.Contains(null) =>
            Finding.InDoubt($"Whether load balancer {balancer.Name} has a healthy target for {what} in {Wording.List(zones[null])} cannot be told from what was recorded."),
        _ => null,
    };

    private static IEnumerable<Finding> Admits(Listener listener, LoadBalancer balancer, Network network) =>
        from transport in listener.Transports
        let letsIn = network.LetsConsumersIn(transport, listener.Port!.Value, balancer)
        where letsIn is not true
        select letsIn is null
            ? Finding.InDoubt($"The security groups of load balancer {balancer.Name} have not been recorded.")
            : new Finding($"the security groups of load balancer {balancer.Name} ({Wording.List(balancer.SecurityGroupIds)}) let no consumer in on "
                + (listener.Transports.Length is 1 ? listener.Name : $"{transport.ToString().ToUpperInvariant()} {listener.Port}"));
}
