using System.Net;
using System.Net.Sockets;

namespace ConfigRules.Model;

/// <content>
/// What answers for names where, and who is connected to whom, without a look at all that there is: a zone of a hub may be associated
/// with thousands of VPCs, each of which asks for dozens of names.
/// </content>
public sealed partial class Network
{
    /// <summary>The hosted zones that are associated with the VPC, in the order of ids.</summary>
    public IEnumerable<HostedZone> ZonesOf(string vpcId) => Once(
        new ZonesByVpc(),
        () => _zones.All.SelectMany(zone => zone.VpcIds.Distinct(), (zone, vpc) => (Zone: zone, Vpc: vpc)).ToLookup(pair => pair.Vpc, pair => pair.Zone))[vpcId];

    /// <summary>The hosted zones that have the address in one of their records, in the order of ids.</summary>
    public IEnumerable<HostedZone> ZonesWith(IPAddress address) => Once(new ZonesByAddress(), () =>
    (
        from zone in _zones.All
        from record in zone.Records ?? []
        where record.Type is "A" or "AAAA"
        from value in record.Values
        let known = IPAddress.TryParse(value, out var parsed) ? parsed : null
        where known is not null
        select (Zone: zone, Address: known)).Distinct().ToLookup(pair => pair.Address, pair => pair.Zone))[address];

    /// <summary>Whether networks outside can ask the VPC's resolver for names: by an inbound Resolver endpoint of the VPC's own.</summary>
    /// <remarks>https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html</remarks>
    public bool IsAskedFromOutside(string vpcId) => In<ResolverEndpoint>(vpcId).Any(endpoint => endpoint.IsInbound);

    /// <summary>What a profile brings to its VPCs, in the order of ids.</summary>
    public IEnumerable<ProfileResource> BroughtBy(string profileId) =>
        Once(new ByProfile(), () => _profileResources.All.ToLookup(resource => resource.ProfileId))[profileId];

    /// <summary>The rules of a group of DNS Firewall, in the order in which they are looked at.</summary>
    public IEnumerable<FirewallRule> FirewallRulesOf(string groupId) =>
        Once(new ByFirewallGroup(), () => _firewallRules.All.OrderBy(rule => rule.Priority).ToLookup(rule => rule.FirewallRuleGroupId))[groupId];

    /// <summary>The VPCs at the other ends of the VPC's peerings, in the order of the peerings' ids.</summary>
    public IEnumerable<string> PeersOf(string vpcId) => Once(
        new PeersByVpc(),
        () => _peerings.All.SelectMany(peering => new[] { peering.RequesterVpcId, peering.AccepterVpcId }.Distinct(), (peering, vpc) => (Vpc: vpc, Peer: peering.OtherEndOf(vpc)!))
            .ToLookup(pair => pair.Vpc, pair => pair.Peer))[vpcId];

    /// <summary>Whether the address is one of a VPC that was recorded.</summary>
    public bool IsOfVpc(IPAddress address) => Once(
        new AddressesOfVpcs(address.AddressFamily),
        () => new KnownAddresses(AddressSet.Of(_vpcs.All.SelectMany(vpc => vpc.CidrBlocks), address.AddressFamily))).Set.Contains(address);

    private sealed record ZonesByVpc;

    private sealed record ZonesByAddress;

    private sealed record ByProfile;

    private sealed record ByFirewallGroup;

    private sealed record PeersByVpc;

    private sealed record AddressesOfVpcs(AddressFamily Family);

    private sealed record KnownAddresses(AddressSet Set);
}
