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
        var listeners => listeners.Select(listener => Answers(listener, balancer, network))
            .Concat(listeners.Select(listener => Admits(listener, balancer, network))).OfType<Finding>(),
    };

    private static Finding? Answers(Listener listener, LoadBalancer balancer, Network network) => (network.HasHealthyTarget(listener), network.ZonesByHealth(listener, balancer)) switch
    {
        _ when !network.KnowsTargetsOf(listener) => Finding.InDoubt($"The health of the targets of load balancer {balancer.Name} for {listener.Name} has not been recorded."),
        (false, _) => new($"load balancer {balancer.Name} has no healthy target for {listener.Name}") { Severity = Severity.High },
        (_, var zones) when zones.Contains(false) => new($"load balancer {balancer.Name} has no healthy target for {listener.Name} in {Wording.List(zones[false])}"),
        (null, _) => Finding.InDoubt($"Whether load balancer {balancer.Name} has a healthy target for {listener.Name} is not known yet."),
        (_, var zones) when zones.Contains(null) =>
            Finding.InDoubt($"Whether load balancer {balancer.Name} has a healthy target for {listener.Name} in {Wording.List(zones[null])} cannot be told from what was recorded."),
        _ => null,
    };

    private static Finding? Admits(Listener listener, LoadBalancer balancer, Network network) => network.LetsConsumersIn(listener, balancer) switch
    {
        true => null,
        false => new($"the security groups of load balancer {balancer.Name} ({Wording.List(balancer.SecurityGroupIds)}) let no consumer in on {listener.Name}"),
        null => Finding.InDoubt($"The security groups of load balancer {balancer.Name} have not been recorded."),
    };
}
