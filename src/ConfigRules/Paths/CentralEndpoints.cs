using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>
/// Whether workloads of a VPC have a service through an endpoint of a hub: names lead there, by hosted zones, profiles or
/// forwarding rules, and routes do too. A trace asks the same resolver and the same routes. What lets packets pass on the way is
/// asked by other rules.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html</remarks>
public static class CentralEndpoints
{
    public static readonly BooleanParameter AcceptCentralEndpoints = new(
        "acceptCentralEndpoints", "Whether endpoints of a hub VPC will do, where names and routes lead there.", true);

    public static readonly ListParameter CentralVpcIds = new(
        "centralVpcIds",
        "The hub VPCs; none means any VPC of the account. One of another account suffices where a zone's records lead to an endpoint "
            + "that was not recorded, and routes to a transit gateway or to its peering.",
        Forms.IsVpcId, "VPC ids separated by commas");

    public static ImmutableArray<Parameter> Parameters => [AcceptCentralEndpoints, CentralVpcIds];

    /// <summary>What tells where names and routes lead; only VPCs whose tables lead out of them need it.</summary>
    public static ImmutableArray<FactKind> Asks =>
    [
        FactKind.VpcAttributes, FactKind.ServiceDetails, FactKind.HostedZones, FactKind.ResolverRules, FactKind.ResolverRuleAssociations,
        FactKind.ResolverEndpoints, FactKind.FirewallRuleGroupAssociations, FactKind.FirewallRules, FactKind.FirewallDomainLists,
        FactKind.ProfileAssociations, FactKind.ProfileResourceAssociations, FactKind.DhcpOptions, FactKind.VpcPeeringConnections,
        FactKind.PrefixLists,
    ];

    /// <summary>What a change can have touched: a hub serves VPCs that the change does not name, and these need the hub to be judged.</summary>
    public static Scope Around(Scope scope, Parameters parameters) => (scope, parameters.Get(CentralVpcIds)) switch
    {
        (Scope.OfVpcs changed, [_, ..] hubs) => changed.Ids.Intersect(hubs).Any() ? Scope.Region : new Scope.OfVpcs([.. changed.Ids.Union(hubs)]),
        _ => scope,
    };

    /// <summary>Whether all workloads in the subnets have the service ("ecr.api", "kms-fips") so.</summary>
    public static CentralAnswer To(string service, Vpc vpc, IReadOnlyCollection<Subnet> workloads, Network network, Parameters parameters)
    {
        if (!parameters.Get(AcceptCentralEndpoints) || workloads.Count is 0)
            return CentralAnswer.No();
        if (workloads.FirstOrDefault(subnet => network.RouteTableFor(subnet) is null) is { } lost)
            return CentralAnswer.Unknown($"The route table of {lost.Id} has not been recorded.");

        var question = new Question(service, vpc.Id, workloads, network, parameters.Get(CentralVpcIds));
        var names = Intent.NamesOf(service, network).ToArray();
        var answers = names is [] ? [question.WithoutNames()] : names.Select(name => question.Ask(name.Pattern, name.Name)).ToArray();
        var answer = answers.FirstOrDefault(answer => answer.IsServed is false)
            ?? answers.FirstOrDefault(answer => answer.IsServed is null) ?? answers[0];
        // Whatever names lead to, packets do not leave a VPC that has no way out but to the internet.
        return answer.IsServed is null && !workloads.All(question.MayLeadElsewhere) ? CentralAnswer.No() : answer;
    }

    /// <summary>Whether they have the FIPS variant of the plain service so, by names of its own; no where nothing recorded tells of such a variant.</summary>
    public static CentralAnswer ToFipsOf(string service, Vpc vpc, IReadOnlyCollection<Subnet> workloads, Network network, Parameters parameters) =>
        network.ServiceCalled(ServiceName.FipsOf(service)) is null ? CentralAnswer.No() : To(ServiceName.FipsOf(service), vpc, workloads, network, parameters);

    /// <summary>One service, as one VPC's workloads ask for it.</summary>
    private sealed class Question(string service, string vpcId, IReadOnlyCollection<Subnet> workloads, Network network, ImmutableArray<string> hubs)
    {
        private readonly Tracer _tracer = Tracer.OfFaultsIn(vpcId, network);

        public CentralAnswer WithoutNames() => network.ServiceCalled(service) is { PrivateDnsNames: [] }
            ? CentralAnswer.No()
            : CentralAnswer.Unknown(network.Has(FactKind.ServiceDetails)
                ? $"Whether a central endpoint serves {service} is not known: nothing that was recorded tells its names."
                : $"Whether a central endpoint serves {service} is not known: {FactKind.ServiceDetails} have not been recorded.");

        public CentralAnswer Ask(string pattern, string name)
        {
            var answer = _tracer.Answer(Intent.ToService(service, network) with { Name = name });
            var doubt = answer.Hops.FirstOrDefault(hop => hop.Effect is HopEffect.Unknown && !IsAnswered(hop, answer));
            return answer switch
            {
                _ when doubt is not null => Unknown(doubt),
                { EndpointName: { } own } => ToUnrecorded(own),
                { Endpoint: { } endpoint } when !Resolver.IsPlaced(endpoint, network) =>
                    WhyUnfit(endpoint, pattern) ?? CentralAnswer.Unknown($"Where {endpoint.Id} has its interfaces has not been recorded."),
                { Destination: { } destination } => To(pattern, destination),
                _ => CentralAnswer.No(answer.Hops.LastOrDefault(hop => hop.ResourceId is not null) is { ResourceId: var zone }
                    ? $"{zone} does not answer for {pattern}" : null),
            };
        }

        /// <summary>
        /// Whether a table leads to private addresses outside of the VPC. A default route to a NAT gateway does not; a private
        /// NAT gateway has others.
        /// </summary>
        public bool MayLeadElsewhere(Subnet subnet) => TableOf(subnet).Routes.Any(MayLeadElsewhere);

        private bool MayLeadElsewhere(Route route) => route.State is RouteState.Active && route.Target.Kind switch
        {
            RouteTargetKind.Local or RouteTargetKind.InternetGateway or RouteTargetKind.EgressOnlyInternetGateway => false,
            RouteTargetKind.NatGateway => !route.IsDefault,
            RouteTargetKind.VpcEndpoint => network.Find<VpcEndpoint>(route.Target.Id) is { Type: not EndpointType.Gateway },
            _ => true,
        };

        /// <summary>What a trace does not know but presence need not: the way of the query, and where an endpoint of another account is.</summary>
        private static bool IsAnswered(Hop hop, DnsAnswer answer) =>
            (hop.Code is "FORWARDED" && (answer.Destination ?? (object?)answer.EndpointName) is not null)
            || (hop.Code is "UNKNOWN_NAME" && answer.EndpointName is not null);

        /// <summary>The name stands for an endpoint that nobody recorded: another account's, where a parameter names its VPC, or one that is gone.</summary>
        private CentralAnswer ToUnrecorded(string endpoint)
        {
            var elsewhere = hubs.Where(hub => network.Find<Vpc>(hub) is null).ToArray();
            if (hubs is [_, ..] && elsewhere is [])
                return CentralAnswer.No($"{endpoint} is no endpoint of a hub");
            if (elsewhere is [])
                return CentralAnswer.Unknown($"{endpoint} is of no endpoint that was recorded, and no parameter names its VPC.");
            var lost = workloads.FirstOrDefault(subnet => !TableOf(subnet).Routes.Any(route => route.State is RouteState.Active && LeadsTo(route, elsewhere)));
            if (lost is null)
                return CentralAnswer.Yes;
            // A core network of Cloud WAN connects VPCs as well, and an appliance may send on to what does; a peering leads to the VPC at its other end alone.
            // https://docs.aws.amazon.com/network-manager/latest/cloudwan/cloudwan-how-routing-works.html
            return TableOf(lost).Routes.FirstOrDefault(route => MayLeadElsewhere(route) && route.Target.Kind is not RouteTargetKind.PeeringConnection) is { Target: var target }
                ? CentralAnswer.Unknown($"Whether {target} leads from {TableOf(lost).Id} to {endpoint} is not known.")
                : CentralAnswer.No($"{TableOf(lost).Id} has no route to a hub");
        }

        private bool LeadsTo(Route route, string[] elsewhere) => route.Target.Kind is RouteTargetKind.TransitGateway
            || (network.Find<PeeringConnection>(route.Target.Id) is { IsActive: true } peering && peering.OtherEndOf(vpcId) is { } other && elsewhere.Contains(other));

        private CentralAnswer To(string pattern, Destination destination)
        {
            foreach (var target in destination.Targets)
            {
                if (EndpointOf(target) is { } endpoint)
                {
                    if (WhyUnfit(endpoint, pattern) is { } unfit)
                        return unfit;
                }
                else if (PublicSpace.IsOf(target, network))
                {
                    return CentralAnswer.No();
                }
                else
                {
                    return CentralAnswer.Unknown($"{pattern} leads to {target.Text}, which is of no endpoint that was recorded.");
                }
            }
            return workloads.Select(subnet => From(subnet, destination)).FirstOrDefault(answer => answer.IsServed is not true) ?? CentralAnswer.Yes;
        }

        /// <summary>Records may give the addresses of the endpoint's interfaces in place of its name.</summary>
        private VpcEndpoint? EndpointOf(Target target) => target.Endpoint ?? (target.Addresses.OnlyOne is { } address
            ? hubs.Append(vpcId).Concat(network.PeersOf(vpcId))
                .Select(vpc => network.EndpointAt(address, vpc)?.Endpoint).FirstOrDefault(found => found is not null)
            : null);

        private CentralAnswer? WhyUnfit(VpcEndpoint endpoint, string pattern) => endpoint switch
        {
            { IsUnderstood: false } => CentralAnswer.Unknown($"The type or the state of {endpoint.Id} is none that this version knows."),
            _ when !network.LeadsTo(ServiceName.Plain(service), endpoint) => CentralAnswer.No($"{pattern} leads to {endpoint.Id}, an endpoint to {endpoint.Service.Service}"),
            { Service.IsFips: false } when ServiceName.Plain(service) != service => CentralAnswer.No($"{pattern} leads to {endpoint.Id}, which is no FIPS endpoint"),
            { CarriesTraffic: false } => CentralAnswer.No($"{endpoint.Id} is {Words.Of(endpoint.State)}"),
            _ when hubs is [_, ..] && endpoint.VpcId != vpcId && !hubs.Contains(endpoint.VpcId) => CentralAnswer.No($"{endpoint.Id} is in {endpoint.VpcId}, which is no hub"),
            // Such an endpoint has names of its own, and no page tells whether it takes the others.
            { Service.IsFips: true } when ServiceName.Plain(service) == service => CentralAnswer.Unknown($"Whether {endpoint.Id}, a FIPS endpoint, answers for {pattern} is not known."),
            _ => null,
        };

        private CentralAnswer From(Subnet subnet, Destination destination)
        {
            var sender = Sender.Of(subnet, network);
            var arrivals = _tracer.Arrivals(sender, TableOf(subnet), destination);
            return arrivals is []
                ? CentralAnswer.No($"{subnet.Id} speaks no family of its addresses")
                : arrivals.Select(arrival => By(arrival, sender)).FirstOrDefault(answer => answer.IsServed is not true) ?? CentralAnswer.Yes;
        }

        /// <summary>One way, there and back. A transit gateway is taken at its word: what its own tables do is in no recording.</summary>
        private CentralAnswer By(Arrival arrival, Sender sender)
        {
            if (arrival.Hops.FirstOrDefault(hop => hop.Effect is HopEffect.Blocks or HopEffect.LeavesByInternetGateway or HopEffect.LeavesByNat) is { } stopped)
                return CentralAnswer.No(stopped.Text);
            if (arrival.Hops.FirstOrDefault(hop => hop.Effect is HopEffect.Unknown && hop.Code is not "VIA_TGW") is { } doubt)
                return Unknown(doubt);
            if ((arrival.EndpointSubnet ?? arrival.Target.EndpointSubnet) is not { } far)
                return CentralAnswer.Yes;
            var family = arrival.Addresses.Family;
            if (arrival.Through is { } peering)
            {
                var back = _tracer.WayBack(sender, far, peering, family);
                return back.Effect switch
                {
                    HopEffect.Passes => CentralAnswer.Yes,
                    HopEffect.Blocks => CentralAnswer.No(back.Text),
                    _ => Unknown(back),
                };
            }
            return network.RouteTableFor(far) is { } table
                && RouteChoice.Split(table, new(sender.Addresses(family), $"{sender}"), network).Any(part => part is { IsCertain: true, Route: null or { State: RouteState.Blackhole } })
                    ? CentralAnswer.No($"{table.Id} of {far.Id} has no route back to {sender}")
                    : CentralAnswer.Yes;
        }

        private CentralAnswer Unknown(Hop hop) => CentralAnswer.Unknown($"Whether a central endpoint serves {service} is not known: {hop.Text}.");

        private RouteTable TableOf(Subnet subnet) => network.RouteTableFor(subnet)!;
    }
}

/// <summary>Whether a hub's endpoint serves, and null where nobody can tell.</summary>
/// <param name="IsServed">Whether it does.</param>
/// <param name="Why">A clause about what is in the way of an endpoint that is nearly there, or, where nobody can tell, the whole reason.</param>
public sealed record CentralAnswer(bool? IsServed, string? Why)
{
    internal static CentralAnswer Yes { get; } = new(true, null);

    /// <summary>Behind what a rule says itself: " (rtb-1 has no route to vpce-1)".</summary>
    public string Aside => IsServed is false && Why is not null ? $" ({Why})" : "";

    internal static CentralAnswer No(string? why = null) => new(false, why);

    internal static CentralAnswer Unknown(string reason) => new(null, reason);
}
