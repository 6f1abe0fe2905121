using System.Collections.Concurrent;
using System.Collections.Immutable;
using ConfigRules.Model;
using Resolver = Amazon.Route53Resolver.Model;
using Scope = ConfigRules.Engine.Scope;

namespace ConfigRules.Aws;

/// <summary>What Route 53, its resolver and its profiles tell; none of them takes filters for several VPCs.</summary>
internal sealed partial class NetworkReader
{
    /// <summary>https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ListResolverRules.html</summary>
    private const int LargestPageOfDns = 100;

    /// <summary>For all names together: servers that do not answer must not take the time that verdicts need.</summary>
    private static readonly TimeSpan LongestLookup = TimeSpan.FromSeconds(20);

    private Task DnsAsync(Task vpcs)
    {
        var profiles = IfAllowed(FactKind.ProfileAssociations, ProfilesAsync);
        var brought = IfAllowed(FactKind.ProfileResourceAssociations, () => ProfileResourcesAsync(profiles));
        var firewalls = IfAllowed(FactKind.FirewallRuleGroupAssociations, FirewallsAsync);
        var rules = IfAllowed(FactKind.FirewallRules, () => FirewallRulesAsync(Task.WhenAll(firewalls, brought)));
        return Task.WhenAll(
            profiles, brought, firewalls, rules,
            IfAllowed(FactKind.FirewallDomainLists, () => DomainListsAsync(rules)),
            IfAllowed(FactKind.HostedZones, () => ZonesAsync(Task.WhenAll(vpcs, brought))),
            IfAllowed(FactKind.ResolverRules, ResolverRulesAsync),
            IfAllowed(FactKind.ResolverRuleAssociations, ResolverRuleAssociationsAsync),
            IfAllowed(FactKind.ResolverEndpoints, ResolverEndpointsAsync));
    }

    /// <summary>What is made of facts that could not be read cannot be read either.</summary>
    private void Require(FactKind kind)
    {
        if (_unreadKinds.TryGetValue(kind, out var refusal))
            throw refusal;
    }

    private bool IsInScope(string vpcId) => scope is Scope.WholeRegion || (scope is Scope.OfVpcs some && some.Ids.Contains(vpcId));

    /// <summary>The zones of each VPC, and those that profiles bring, which no list of a VPC has.</summary>
    private async Task ZonesAsync(Task others)
    {
        await others;
        var zones = new ConcurrentDictionary<string, ConcurrentQueue<HostedZone>>();
        var vpcs = scope is Scope.OfVpcs some && !kinds.Contains(FactKind.Vpcs) ? some.Ids : _facts.Vpcs.Select(vpc => vpc.Id);
        await AllAsync(vpcs, vpcId => PagesAsync(
            token => clients.Route53.ListHostedZonesByVPCAsync(new() { VPCId = vpcId, VPCRegion = key.Region, MaxItems = "100", NextToken = token }, cancellationToken),
            answer => (answer.HostedZoneSummaries, answer.NextToken),
            summary =>
            {
                // The hidden zone of a service's own, as of an endpoint; nobody can look into it.
                if (summary.Owner?.OwningService is { Length: > 0 })
                    return;
                var zone = summary.ToModel(vpcId);
                zones.GetOrAdd(zone.Id, _ => new()).Enqueue(zone);
            }));
        await AllAsync(BroughtIds(":hostedzone/").Except(zones.Keys), async id =>
        {
            if (await VisibleAsync(() => clients.Route53.GetHostedZoneAsync(new() { Id = id }, cancellationToken)) is { } answer && answer.ToModel() is { } zone)
                zones[id] = new([zone]);
        });
        await AllAsync(zones.Keys, async id =>
        {
            var zone = zones[id].First() with { VpcIds = [.. zones[id].SelectMany(part => part.VpcIds).Distinct().Order(StringComparer.Ordinal)] };
            try
            {
                zone = zone with { Records = await RecordsAsync(id) };
            }
            // One of the account's own that may not be read is a lack of the role's; another's seldom may.
            catch (AwsCallException refusal) when (IsHidden(refusal) && zone.OwnerId is { } owner && owner != key.AccountId)
            {
            }
            catch (AwsCallException refusal) when (refusal.Code is "NoSuchHostedZone")
            {
                return;
            }
            lock (_facts.HostedZones)
                _facts.HostedZones.Add(zone);
        });
    }

    private async Task<ImmutableArray<DnsRecord>> RecordsAsync(string zoneId)
    {
        var records = ImmutableArray.CreateBuilder<DnsRecord>();
        var request = new Amazon.Route53.Model.ListResourceRecordSetsRequest { HostedZoneId = zoneId, MaxItems = "300" };
        while (true)
        {
            var answer = await clients.Route53.ListResourceRecordSetsAsync(request, cancellationToken);
            records.AddRange(answer.ResourceRecordSets.OrEmpty().Select(DnsMapping.ToModel));
            if (answer.IsTruncated is not true)
                return records.DrainToImmutable();
            request.StartRecordName = answer.NextRecordName;
            request.StartRecordType = answer.NextRecordType;
            request.StartRecordIdentifier = answer.NextRecordIdentifier;
        }
    }

    private Task ResolverRulesAsync() => PagesAsync(
        token => clients.Resolver.ListResolverRulesAsync(new() { MaxResults = LargestPageOfDns, NextToken = token }, cancellationToken),
        answer => (answer.ResolverRules, answer.NextToken),
        rule => _facts.ResolverRules.Add(rule.ToModel()));

    private Task ResolverRuleAssociationsAsync() => PagesAsync(
        token => clients.Resolver.ListResolverRuleAssociationsAsync(new() { MaxResults = LargestPageOfDns, NextToken = token }, cancellationToken),
        answer => (answer.ResolverRuleAssociations, answer.NextToken),
        association => AddInScope(_facts.ResolverRuleAssociations, association.ToModel()));

    private async Task ResolverEndpointsAsync()
    {
        var endpoints = new Dictionary<string, Resolver.ResolverEndpoint>();
        await PagesAsync(
            token => clients.Resolver.ListResolverEndpointsAsync(new() { MaxResults = LargestPageOfDns, NextToken = token }, cancellationToken),
            answer => (answer.ResolverEndpoints, answer.NextToken),
            endpoint =>
            {
                if (IsInScope(endpoint.ToModel([]).VpcId))
                    endpoints[endpoint.Id] = endpoint;
            });
        await AllAsync(endpoints.Keys, async id =>
        {
            var addresses = new List<Resolver.IpAddressResponse>();
            await PagesAsync(
                token => clients.Resolver.ListResolverEndpointIpAddressesAsync(
                    new() { ResolverEndpointId = id, MaxResults = LargestPageOfDns, NextToken = token }, cancellationToken),
                answer => (answer.IpAddresses, answer.NextToken),
                addresses.Add);
            lock (_facts.ResolverEndpoints)
                _facts.ResolverEndpoints.Add(endpoints[id].ToModel(addresses));
        });
    }

    private Task FirewallsAsync() => PagesAsync(
        token => clients.Resolver.ListFirewallRuleGroupAssociationsAsync(new() { MaxResults = LargestPageOfDns, NextToken = token }, cancellationToken),
        answer => (answer.FirewallRuleGroupAssociations, answer.NextToken),
        association => AddInScope(_facts.FirewallAssociations, association.ToModel()));

    private async Task FirewallRulesAsync(Task groups)
    {
        await groups;
        Require(FactKind.FirewallRuleGroupAssociations);
        await AllAsync(_facts.FirewallAssociations.Select(association => association.FirewallRuleGroupId).Concat(BroughtIds(":firewall-rule-group/")), id => PagesAsync(
            token => clients.Resolver.ListFirewallRulesAsync(new() { FirewallRuleGroupId = id, MaxResults = LargestPageOfDns, NextToken = token }, cancellationToken),
            answer => (answer.FirewallRules, answer.NextToken),
            rule =>
            {
                lock (_facts.FirewallRules)
                    _facts.FirewallRules.Add(rule.ToModel(id));
            }));
    }

    /// <summary>The lists that rules name; what is in lists of other owners, as of AWS, nobody is told.</summary>
    private async Task DomainListsAsync(Task rules)
    {
        await rules;
        Require(FactKind.FirewallRules);
        string[] named = [.. _facts.FirewallRules.Select(rule => rule.FirewallDomainListId).Where(id => id is not "").Distinct()];
        var owners = new Dictionary<string, string>();
        if (named is not [])
        {
            await PagesAsync(
                token => clients.Resolver.ListFirewallDomainListsAsync(new() { MaxResults = LargestPageOfDns, NextToken = token }, cancellationToken),
                answer => (answer.FirewallDomainLists, answer.NextToken),
                list =>
                {
                    if (list is { Id: { } id, ManagedOwnerName: { Length: > 0 } owner })
                        owners[id] = owner;
                });
        }
        foreach (var id in named.Where(owners.ContainsKey))
            _facts.FirewallDomainLists.Add(new(id) { ManagedOwnerName = owners[id] });
        await AllAsync(named.Where(id => !owners.ContainsKey(id)), async id =>
        {
            var domains = new List<string>();
            var isRead = await VisibleAsync(async () =>
            {
                await PagesAsync(
                    token => clients.Resolver.ListFirewallDomainsAsync(new() { FirewallDomainListId = id, MaxResults = 5000, NextToken = token }, cancellationToken),
                    answer => (answer.Domains, answer.NextToken),
                    domain => domains.Add(DnsName.Plain(domain)));
                return domains;
            }) is not null;
            lock (_facts.FirewallDomainLists)
                _facts.FirewallDomainLists.Add(new(id) { Domains = isRead ? [.. domains] : null });
        });
    }

    private Task ProfilesAsync() => PagesAsync(
        token => clients.Profiles.ListProfileAssociationsAsync(new() { MaxResults = LargestPageOfDns, NextToken = token }, cancellationToken),
        answer => (answer.ProfileAssociations, answer.NextToken),
        association => AddInScope(_facts.ProfileAssociations, association.ToModel()));

    private async Task ProfileResourcesAsync(Task profiles)
    {
        await profiles;
        Require(FactKind.ProfileAssociations);
        await AllAsync(_facts.ProfileAssociations.Select(association => association.ProfileId), id => PagesAsync(
            token => clients.Profiles.ListProfileResourceAssociationsAsync(new() { ProfileId = id, MaxResults = LargestPageOfDns, NextToken = token }, cancellationToken),
            answer => (answer.ProfileResourceAssociations, answer.NextToken),
            association =>
            {
                if (association.ToModel() is not { } resource)
                    return;
                lock (_facts.ProfileResources)
                    _facts.ProfileResources.Add(resource);
            }));
    }

    /// <summary>The ids of what profiles bring, of one type.</summary>
    private IEnumerable<string> BroughtIds(string type) => _facts.ProfileResources
        .Where(resource => resource.ResourceArn.Contains(type, StringComparison.Ordinal)).Select(resource => resource.ResourceId);

    private void AddInScope<T>(IList<T> list, T? resource)
        where T : VpcResource
    {
        if (resource is not null && IsInScope(resource.VpcId))
            list.Add(resource);
    }

    /// <summary>Null for what another account, or AWS, keeps to itself.</summary>
    private static async Task<T?> VisibleAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (AwsCallException refusal) when (IsHidden(refusal))
        {
            return null;
        }
    }

    private static bool IsHidden(AwsCallException refusal) => refusal.Fault is AwsFault.Denied or AwsFault.Refused;

    /// <summary>A few at a time; the first that is refused ends it, as it does a list.</summary>
    private Task AllAsync(IEnumerable<string> ids, Func<string, Task> read) => Parallel.ForEachAsync(
        ids.Distinct().ToArray(),
        new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken },
        async (id, _) => await read(id));

    /// <summary>At the names at which the records may be that prove private DNS names; of what no server can say nothing is recorded.</summary>
    private async Task TxtRecordsAsync(Task services)
    {
        await services;
        var answers = new ConcurrentQueue<TxtRecord>();
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        whole.CancelAfter(LongestLookup);
        await EachAsync(_facts.EndpointServices.SelectMany(service => service.NamesOfProof), async name =>
        {
            if (await clients.Texts.AskAsync(name, whole.Token) is { } values)
                answers.Enqueue(new(name) { Values = [.. values] });
        });
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var answer in answers)
            _facts.TxtRecords.Add(answer);
    }
}
