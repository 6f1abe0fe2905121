using System.Collections.Immutable;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>Who answers, or may, for the private names of an endpoint before its hidden zone does: servers, rules, zones, firewalls.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
/// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
/// </remarks>
internal static class Shadows
{
    /// <summary>
    /// Each name's, in order, as what is in its way; it is elsewhere where it is certain that the name does not lead to the endpoint.
    /// Servers come first that instances ask in place of Amazon's, unless somebody vouches for them. None where all names lead there.
    /// </summary>
    public static ImmutableArray<Hop> Over(VpcEndpoint endpoint, IReadOnlyCollection<string> vouchedFor, Network network)
    {
        var resolver = Resolver.In(endpoint.VpcId, network);
        var names = Resolver.PrivateNames(endpoint, network).Order(StringComparer.Ordinal).SelectMany(resolver.NamesFor).Distinct();
        var hops = names.SelectMany(name => Over(name, endpoint, resolver, network));
        return resolver.ForeignServers(vouchedFor) is { } foreign ? [foreign, .. hops] : [.. hops];
    }

    private static IEnumerable<Hop> Over(string name, VpcEndpoint endpoint, Resolver resolver, Network network)
    {
        var answer = resolver.Answer(new Intent { Service = endpoint.Service.Service, Name = name, Hop = Hop.Passes(Stage.Intent, name) });
        // Where it is not known who is asked first, nothing else is certain.
        if (answer.Hops.FirstOrDefault(hop => hop is { Effect: HopEffect.Unknown, IsElsewhere: false }) is { } unread)
            return [unread];
        // Zones may lead on from name to name before something is in the way.
        var first = answer.Hops.FirstOrDefault(hop => hop.Effect is HopEffect.Blocks) ?? answer.Hops.FirstOrDefault(hop => hop.IsElsewhere) ?? answer.Hops[0];
        return Resolver.LeadsTo(answer, endpoint, network) switch
        {
            // Whether a query gets to where it is forwarded is not known, whatever is answered there.
            true => answer.Hops.Where(hop => hop.Effect is HopEffect.Unknown).Take(1).Select(hop => hop with { IsElsewhere = false }),
            false => [first with { IsElsewhere = true }],
            null => [first with { IsElsewhere = false, Text = $"{first.Text}, and the addresses of {endpoint.Id} have not been recorded" }],
        };
    }
}
