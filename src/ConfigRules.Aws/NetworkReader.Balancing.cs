using ConfigRules.Model;

namespace ConfigRules.Aws;

/// <summary>What stands behind the endpoint services: Elastic Load Balancing tells most of it, one load balancer or group at a time.</summary>
internal sealed partial class NetworkReader
{
    /// <summary>https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html</summary>
    private const int MostLoadBalancers = 20;

    /// <summary>https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeListeners.html</summary>
    private const int LargestPageOfBalancing = 400;

    private Task BalancingAsync(Task balancers)
    {
        var listeners = IfAllowed(FactKind.Listeners, () => ListenersAsync(balancers));
        var health = IfAllowed(FactKind.TargetHealthDescriptions, () => TargetHealthAsync(listeners));
        return Task.WhenAll(
            listeners, health,
            IfAllowed(FactKind.LoadBalancerAttributes, () => LoadBalancerAttributesAsync(balancers)),
            IfAllowed(FactKind.TargetGroupAttributes, () => TargetGroupAttributesAsync(listeners)),
            IfAllowed(FactKind.Reservations, () => InstancesAsync(health)));
    }

    private async Task LoadBalancersAsync(Task services)
    {
        await services;
        foreach (var arns in _facts.EndpointServices.SelectMany(service => service.LoadBalancerArns).Distinct().Chunk(MostLoadBalancers))
        {
            // One that is gone has all that are asked for with it refused.
            if (!await ExistsAsync(() => LoadBalancersAsync(arns)))
                await AllAsync(arns, arn => ExistsAsync(() => LoadBalancersAsync(arn)));
        }
    }

    private Task LoadBalancersAsync(params string[] arns) => PagesAsync(
        token => clients.Balancing.DescribeLoadBalancersAsync(new() { LoadBalancerArns = [.. arns], Marker = token }, cancellationToken),
        answer => (answer.LoadBalancers, answer.NextMarker),
        balancer => AddSafely(_facts.LoadBalancers, balancer.ToModel()));

    private async Task LoadBalancerAttributesAsync(Task balancers)
    {
        await balancers;
        Require(FactKind.LoadBalancers);
        await AllAsync(LoadBalancers(), arn => ExistsAsync(async () =>
        {
            var answer = await clients.Balancing.DescribeLoadBalancerAttributesAsync(new() { LoadBalancerArn = arn }, cancellationToken);
            var value = answer.Attributes.OrEmpty().Find(attribute => attribute.Key is BalancingWords.CrossZoneKey)?.Value;
            AddSafely(_facts.LoadBalancers, new LoadBalancer(LoadBalancer.IdOf(arn)) { CrossZone = BalancingWords.CrossZoneOf(value, CrossZone.Off) });
        }));
    }

    private async Task ListenersAsync(Task balancers)
    {
        await balancers;
        Require(FactKind.LoadBalancers);
        await AllAsync(LoadBalancers(), arn => ExistsAsync(() => PagesAsync(
            token => clients.Balancing.DescribeListenersAsync(new() { LoadBalancerArn = arn, PageSize = LargestPageOfBalancing, Marker = token }, cancellationToken),
            answer => (answer.Listeners, answer.NextMarker),
            listener => AddSafely(_facts.Listeners, listener.ToModel(LoadBalancer.IdOf(arn))))));
    }

    private async Task TargetHealthAsync(Task listeners)
    {
        await listeners;
        Require(FactKind.Listeners);
        await AllAsync(TargetGroups(), arn => ExistsAsync(async () =>
        {
            var answer = await clients.Balancing.DescribeTargetHealthAsync(new() { TargetGroupArn = arn }, cancellationToken);
            AddSafely(_facts.TargetGroups, new TargetGroup(LoadBalancer.IdOf(arn)) { Targets = [.. answer.TargetHealthDescriptions.OrEmpty().Select(health => health.ToModel())] });
        }));
    }

    private async Task TargetGroupAttributesAsync(Task listeners)
    {
        await listeners;
        Require(FactKind.Listeners);
        await AllAsync(TargetGroups(), arn => ExistsAsync(async () =>
        {
            var answer = await clients.Balancing.DescribeTargetGroupAttributesAsync(new() { TargetGroupArn = arn }, cancellationToken);
            var value = answer.Attributes.OrEmpty().Find(attribute => attribute.Key is BalancingWords.CrossZoneKey)?.Value;
            AddSafely(_facts.TargetGroups, new TargetGroup(LoadBalancer.IdOf(arn)) { CrossZone = BalancingWords.CrossZoneOf(value, CrossZone.AsLoadBalancer) });
        }));
    }

    private IEnumerable<string> LoadBalancers() => SoFar(_facts.LoadBalancers).Select(balancer => balancer.Arn).OfType<string>();

    private IEnumerable<string> TargetGroups() => _facts.Listeners.SelectMany(listener => listener.TargetGroupArns);

    /// <summary>Targets that are registered by address have a zone of their own.</summary>
    private async Task InstancesAsync(Task health)
    {
        await health;
        Require(FactKind.TargetHealthDescriptions);
        string[] ids = [.. SoFar(_facts.TargetGroups).SelectMany(group => group.Targets ?? []).Select(target => target.Id).Where(id => id.StartsWith("i-", StringComparison.Ordinal)).Distinct()];
        foreach (var filter in FiltersOf("instance-id", ids))
        {
            await PagesAsync(
                token => ec2.DescribeInstancesAsync(new() { Filters = filter, MaxResults = LargestPage, NextToken = token }, cancellationToken),
                answer => (answer.Reservations, answer.NextToken),
                reservation =>
                {
                    foreach (var instance in reservation.Instances.OrEmpty())
                        _facts.Instances.Add(new(instance.InstanceId) { AvailabilityZone = instance.Placement?.AvailabilityZone });
                });
        }
    }

    private static void AddSafely<T>(IList<T> list, T resource)
    {
        lock (list)
            list.Add(resource);
    }

    /// <summary>Lists grow while attributes are still being read.</summary>
    private static T[] SoFar<T>(IList<T> list)
    {
        lock (list)
            return [.. list];
    }

    /// <summary>Whether what is asked for was still there.</summary>
    private static async Task<bool> ExistsAsync(Func<Task> read)
    {
        try
        {
            await read();
            return true;
        }
        catch (AwsCallException refusal) when (refusal.Code is "LoadBalancerNotFound" or "TargetGroupNotFound" or "ListenerNotFound")
        {
            return false;
        }
    }
}
