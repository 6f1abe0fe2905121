using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;

namespace ConfigRules.Bundles;

/// <summary>Whether workloads can use the endpoints of a bundle as its clients do: by public names, from every subnet of theirs.</summary>
/// <param name="workloads">Those whose route tables were all recorded.</param>
/// <param name="network">The one that they are in.</param>
/// <param name="parameters">Of vpc-endpoint-bundles-complete.</param>
public sealed class MemberUse(Workloads workloads, Network network, Parameters parameters)
{
    public static readonly BooleanParameter AcceptS3InterfaceForEcr = new(
        "acceptS3InterfaceForEcr",
        "Whether an S3 interface endpoint whose private DNS answers in the VPC may stand in for the gateway endpoint.", false);

    public static readonly BooleanParameter NatFallbackAllowed = new(
        "natFallbackAllowed", "Whether what is missing may go through a NAT gateway.", false);

    private bool FallsBackEverywhere => workloads.Tables is [_, ..] && workloads.Tables.All(FallsBack);

    /// <summary>Null where all workloads can use the member: by an endpoint of the VPC's own, or of a hub.</summary>
    public ServiceGap? GapOf(BundleMember member, ServiceBundle bundle)
    {
        if ((member.Kind is MemberKind.Interface ? WhyNotByInterface(member) : WhyNotByGateway(member)) is not { } why)
            return null;
        var gap = new ServiceGap(bundle.Id, why, Doubt(member, bundle, why));
        if (!MayBeInterface(member))
            return gap;
        var left = gap.Unless(CentralEndpoints.To(member.Service, workloads.Vpc, workloads.Subnets, network, parameters));
        if (left is not { Doubt: null } || member.Kind is not MemberKind.Interface)
            return left;
        var fips = CentralEndpoints.ToFipsOf(member.Service, workloads.Vpc, workloads.Subnets, network, parameters);
        return fips.IsServed is true ? left with { Doubt = FipsAlone(member, bundle, "a hub") } : left.OrUnless(fips);
    }

    /// <summary>Why it is not certain that the bundle's clients lack the member; null where it is.</summary>
    private string? Doubt(BundleMember member, ServiceBundle bundle, string why)
    {
        if (network.NotUnderstoodTo(member.Service, workloads.Vpc.Id) is { } strange)
            return NotKnown.TypeOrStateOf(strange);
        if (member.Kind is MemberKind.Interface && Usable(member).FirstOrDefault(endpoint => endpoint.Service.IsFips && (!member.NeedsPrivateDns || endpoint.PrivateDnsEnabled)) is { } fips)
            return FipsAlone(member, bundle, fips.Id);
        // Without the member some workloads of the bundle work, or work that has nothing to do with it, and nothing tells whether these are of that kind.
        return member.Unless is { } unless ? $"{bundle.Id}: {why}, which it needs unless {unless}." : null;
    }

    private static string FipsAlone(BundleMember member, ServiceBundle bundle, string who) =>
        $"{bundle.Id}: {who} has the FIPS names of {member.Service} alone, and whether clients ask for these no configuration tells.";

    private bool MayBeInterface(BundleMember member) => member.Kind is not MemberKind.Gateway || parameters.Get(AcceptS3InterfaceForEcr);

    private string? WhyNotByInterface(BundleMember member)
    {
        return Usable(member).Where(endpoint => !endpoint.Service.IsFips).ToArray() switch
        {
            _ when FallsBackEverywhere => null,
            [] => Missing(member, "endpoint"),
            var usable when !member.NeedsPrivateDns || usable.Any(endpoint => endpoint.PrivateDnsEnabled) => null,
            [var only] => $"private DNS of {member.Service} ({only.Id}) is off",
            _ => $"private DNS of {member.Service} is off",
        };
    }

    private VpcEndpoint[] Usable(BundleMember member) =>
        [.. network.InterfaceEndpointsTo(member.Service, workloads.Vpc.Id)];

    private string? WhyNotByGateway(BundleMember member)
    {
        if (MayBeInterface(member) && network.EndpointsTo(member.Service, workloads.Vpc.Id).Any(Resolver.AnswersInVpc))
            return null;
        if (!network.GatewaysTo(member.Service, workloads.Vpc.Id).Any())
            return FallsBackEverywhere ? null : Missing(member, "gateway endpoint");

        var without = workloads.Tables.Where(table => RouteChoice.GatewayFor(member.Service, table, network) is null && !FallsBack(table))
            .Select(table => table.Id).ToArray();
        return without is [] ? null : $"no route to the {member.Service} gateway endpoint in {Wording.List(without, most: 2)}";
    }

    /// <summary>That it is not there, or why what is there cannot be used: it leads to another region, or its type or state is another.</summary>
    private string Missing(BundleMember member, string wanted) => network.NearestTo(member.Service, workloads.Vpc.Id) switch
    {
        null => $"no {member.Service} {wanted}",
        var other when !network.LeadsTo(member.Service, other) => $"no {member.Service} {wanted} ({other.Id} leads to {other.Service.Region})",
        { CarriesTraffic: true, Type: EndpointType.Interface, Service.IsFips: true } other when member.Kind is MemberKind.Interface =>
            $"no {member.Service} {wanted} ({other.Id} is a FIPS endpoint)",
        { CarriesTraffic: true } other => $"no {member.Service} {wanted} ({other.Id} is of type {other.Type})",
        var other => $"the {member.Service} {wanted} {other.Id} is {Words.Of(other.State)}",
    };

    /// <summary>Whether what is missing may go through a NAT gateway, and can.</summary>
    private bool FallsBack(RouteTable table) => parameters.Get(NatFallbackAllowed) && RouteChoice.LeadsToNat(table);
}
