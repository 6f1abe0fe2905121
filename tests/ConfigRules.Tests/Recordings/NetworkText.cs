using System.Collections;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using ConfigRules.Model;

namespace ConfigRules.Tests.Recordings;

/// <summary>Everything that a network knows, as text: equal texts, equal networks.</summary>
internal static class NetworkText
{
    public static string Of(Network network)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{network.AccountId} {network.Region} {network.RecordedAt:O}");
        text.AppendJoin(' ', Enum.GetValues<FactKind>().Where(network.Has)).AppendLine();
        Resource[] all = [
            .. network.All<Vpc>(), .. network.All<Subnet>(), .. network.All<RouteTable>(), .. network.All<VpcEndpoint>(),
            .. network.All<SecurityGroup>(), .. network.All<NetworkInterface>(), .. network.All<NatGateway>(),
            .. network.All<PrefixList>(), .. network.All<ServiceDetail>(), .. network.All<EndpointService>(),
            .. network.All<ServiceConnection>(), .. network.All<ServiceNotification>(), .. network.All<LoadBalancer>(), .. network.All<Listener>(), .. network.All<TargetGroup>(), .. network.All<Instance>(), .. network.All<Traffic>(), .. network.All<TxtRecord>(), .. network.All<NetworkAcl>(), .. network.All<DhcpOptions>(), .. network.All<PeeringConnection>(),
            .. network.All<PublicAccessBlock>(), .. network.All<PublicAccessExclusion>(), .. network.All<OwnOrganization>(), .. network.All<HostedZone>(),
            .. network.All<ResolverRule>(), .. network.All<ResolverRuleAssociation>(), .. network.All<ResolverEndpoint>(),
            .. network.All<FirewallAssociation>(), .. network.All<FirewallRule>(), .. network.All<FirewallDomainList>(),
            .. network.All<ProfileAssociation>(), .. network.All<ProfileResource>()];
        foreach (var resource in all)
            text.AppendLine(Value(resource));
        return text.ToString();
    }

    private static string Value(object? value) => value switch
    {
        null => "null",
        string or IPNetwork or IPAddress or Enum or bool or int => value.ToString()!,
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        IReadOnlyDictionary<string, string> tags => $"{{{string.Join(", ", tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}: {tag.Value}"))}}}",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Value))}]",
        _ => $"{value.GetType().Name}({string.Join(", ", value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters() is [])
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => $"{property.Name}: {Value(property.GetValue(value))}"))})",
    };
}
