using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Aws.Tests;

/// <summary>What Elastic Load Balancing tells of load balancers behind endpoint services.</summary>
public sealed class BalancingFactsTests : IDisposable
{
    private const string Arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333";

    private static readonly FactKind[] Balancing =
    [
        FactKind.ServiceConfigurations, FactKind.LoadBalancers, FactKind.LoadBalancerAttributes, FactKind.Listeners, FactKind.TargetGroupAttributes,
        FactKind.TargetHealthDescriptions, FactKind.Reservations,
    ];

    private readonly Ec2Double _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Load_balancers_are_those_that_endpoint_services_name_with_all_that_is_behind()
    {
        Services("net/orders/50dc", "gwy/inspection/60dc")
            .On("DescribeLoadBalancers", form => form.ContainsKey("Marker")
                ? Balancer("gwy/inspection/60dc")
                : Balancer("net/orders/50dc", "<SecurityGroups><member>sg-1</member></SecurityGroups><EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic>on</EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic>") + "<NextMarker>more</NextMarker>")
            .On("DescribeLoadBalancerAttributes", form => Attributes(form["LoadBalancerArn"].EndsWith("50dc", StringComparison.Ordinal) ? "true" : "false"))
            .On("DescribeListeners", form => form["LoadBalancerArn"].EndsWith("60dc", StringComparison.Ordinal)
                ? $"<Listeners><member><ListenerArn>l-3</ListenerArn><DefaultActions><member><Type>forward</Type><TargetGroupArn>{Arn}:targetgroup/g/93e2</TargetGroupArn></member></DefaultActions></member></Listeners>"
                : form.ContainsKey("Marker")
                    ? $"<Listeners><member><ListenerArn>l-2</ListenerArn><Port>80</Port><Protocol>TCP</Protocol><DefaultActions><member><Type>forward</Type><ForwardConfig><TargetGroups><member><TargetGroupArn>{Arn}:targetgroup/t/73e2</TargetGroupArn></member><member><TargetGroupArn>{Arn}:targetgroup/t/83e2</TargetGroupArn><Weight>1</Weight></member><member><TargetGroupArn>{Arn}:targetgroup/t/84e2</TargetGroupArn><Weight>0</Weight></member></TargetGroups></ForwardConfig></member></DefaultActions></member></Listeners>"
                    : $"<Listeners><member><ListenerArn>l-1</ListenerArn><Port>443</Port><Protocol>TLS</Protocol><DefaultActions><member><Type>forward</Type><TargetGroupArn>{Arn}:targetgroup/t/73e2</TargetGroupArn></member></DefaultActions></member></Listeners><NextMarker>more</NextMarker>")
            .On("DescribeTargetGroupAttributes", form => form["TargetGroupArn"].EndsWith("93e2", StringComparison.Ordinal) ? "<Attributes/>" : Attributes("false"))
            .On("DescribeTargetHealth", form => form["TargetGroupArn"].EndsWith("73e2", StringComparison.Ordinal)
                ? "<TargetHealthDescriptions><member><Target><Id>i-1</Id><Port>8080</Port></Target><TargetHealth><State>healthy</State></TargetHealth></member><member><Target><Id>10.0.0.1</Id><Port>8080</Port><AvailabilityZone>eu-west-1b</AvailabilityZone></Target><TargetHealth><State>unhealthy</State></TargetHealth></member></TargetHealthDescriptions>"
                : "<TargetHealthDescriptions/>")
            .On("DescribeInstances", "<reservationSet><item><instancesSet><item><instanceId>i-1</instanceId><placement><availabilityZone>eu-west-1a</availabilityZone></placement></item></instancesSet></item></reservationSet>");
        var network = (await ReadAsync(Balancing)).Whole;

        Assert.Equal(
            [$"50dc {Arn}:loadbalancer/net/orders/50dc Active sg-1 True On eu-west-1a", $"60dc {Arn}:loadbalancer/gwy/inspection/60dc Active  False Off eu-west-1a"],
            network.All<LoadBalancer>().Select(one => $"{one.Id} {one.Arn} {one.State} {string.Join(',', one.SecurityGroupIds)} {one.EnforcesGroupsOnPrivateLink} {one.CrossZone} {string.Join(',', one.Zones)}"));
        Assert.Equal(
            ["l-1 of 50dc on TLS 443 to 73e2", "l-2 of 50dc on TCP 80 to 73e2,83e2", "l-3 of 60dc on its endpoints' packets to 93e2"],
            network.All<Listener>().Select(one => $"{one.Id} of {one.LoadBalancerId} on {one.Name} to {string.Join(',', one.TargetGroupArns.Select(LoadBalancer.IdOf))}"));
        Assert.Equal(["73e2 Off 2", "83e2 Off 0", "93e2 AsLoadBalancer 0"], network.All<TargetGroup>().Select(one => $"{one.Id} {one.CrossZone} {one.Targets!.Value.Length}"));
        Assert.Equal([new BalancedTarget("i-1", 8080, null, TargetState.Healthy), new("10.0.0.1", 8080, "eu-west-1b", TargetState.Unhealthy)], network.Find<TargetGroup>("73e2")!.Targets!.Value);
        Assert.Equal("eu-west-1a", Assert.Single(network.All<Instance>()).AvailabilityZone);
        Assert.Contains($"DescribeLoadBalancers LoadBalancerArns.member.1={Arn}:loadbalancer/net/orders/50dc LoadBalancerArns.member.2={Arn}:loadbalancer/gwy/inspection/60dc", _aws.Calls);
        Assert.Contains("DescribeInstances Filter.1.Name=instance-id Filter.1.Value.1=i-1", _aws.Calls);
        Assert.Single(_aws.Calls, call => call.StartsWith("DescribeTargetHealth", StringComparison.Ordinal) && call.EndsWith("73e2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_is_gone_leaves_the_others_there()
    {
        Services("net/orders/50dc", "net/gone/60dc")
            .On("DescribeLoadBalancers", form => form.Values.Any(value => value.EndsWith("60dc", StringComparison.Ordinal)) ? throw new RefusedException("LoadBalancerNotFound") : Balancer("net/orders/50dc"))
            .On("DescribeListeners", $"<Listeners><member><ListenerArn>l-1</ListenerArn><Port>443</Port><Protocol>TCP</Protocol><DefaultActions><member><Type>forward</Type><TargetGroupArn>{Arn}:targetgroup/t/73e2</TargetGroupArn></member></DefaultActions></member></Listeners>")
            .On("DescribeLoadBalancerAttributes", _ => throw new RefusedException("LoadBalancerNotFound"))
            .On("DescribeTargetGroupAttributes", Attributes("true"))
            .On("DescribeTargetHealth", _ => throw new RefusedException("TargetGroupNotFound"));
        var reading = await ReadAsync(Balancing);
        Assert.Null(reading.Unread);
        Assert.Equal(["50dc"], reading.Whole.All<LoadBalancer>().Select(one => one.Id));
        Assert.Equal(CrossZone.Unknown, reading.Whole.Find<LoadBalancer>("50dc")!.CrossZone);
        Assert.Null(Assert.Single(reading.Whole.All<TargetGroup>()).Targets);
    }

    [Fact]
    public async Task More_than_one_call_takes_are_asked_for_in_parts()
    {
        Services([.. Enumerable.Range(10, 21).Select(number => $"net/lb/{number}")]).On("DescribeLoadBalancers", "<LoadBalancers/>");
        Assert.Null((await ReadAsync([FactKind.ServiceConfigurations, FactKind.LoadBalancers])).Unread);
        Assert.Equal(2, _aws.Calls.Count(call => call.StartsWith("DescribeLoadBalancers", StringComparison.Ordinal)));
        Assert.EndsWith(" LoadBalancerArns.member.1=" + Arn + ":loadbalancer/net/lb/30", _aws.Calls.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_of_a_service_are_those_of_its_load_balancers()
    {
        Services("net/orders/50dc").On("DescribeLoadBalancers", Balancer("net/orders/50dc", "<SecurityGroups><member>sg-1</member></SecurityGroups>"))
            .On("DescribeSecurityGroups", "<securityGroupInfo><item><groupId>sg-1</groupId><vpcId>vpc-1</vpcId></item></securityGroupInfo>");
        var reading = await ReadAsync([FactKind.ServiceConfigurations, FactKind.LoadBalancers, FactKind.SecurityGroups], new Scope.OfEndpointServices(["vpce-svc-1"]));
        Assert.Contains("DescribeSecurityGroups Filter.1.Name=group-id Filter.1.Value.1=sg-1", _aws.Calls);
        Assert.Equal(["sg-1"], reading.Whole.All<SecurityGroup>().Select(group => group.Id));
    }

    [Fact]
    public async Task Who_may_not_look_is_told_what_that_leaves_out()
    {
        Services("net/orders/50dc").On("DescribeLoadBalancers", _ => throw new RefusedException("AccessDenied"));
        var reading = await ReadAsync(Balancing);
        Assert.Equal([FactKind.ServiceConfigurations], Balancing.Where(reading.WholeOrWithoutKinds.Has));
        Assert.Equal("LoadBalancers and 5 more could not be read: Elastic Load Balancing refused DescribeLoadBalancers (AccessDenied): No.", reading.Unread!.Message);
    }

    private Task<NetworkReading> ReadAsync(IReadOnlyCollection<FactKind> kinds, Scope? scope = null) =>
        Doubles.Accounts(_aws.Url).Find(Doubles.Key).ReadNetworkAsync(kinds, scope ?? Scope.Region, TestContext.Current.CancellationToken);

    private Ec2Double Services(params string[] balancers) => _aws.On("DescribeVpcEndpointServiceConfigurations", $"""
        <serviceConfigurationSet><item><serviceId>vpce-svc-1</serviceId><networkLoadBalancerArnSet>{string.Concat(balancers.Select(path => $"<item>{Arn}:loadbalancer/{path}</item>"))}</networkLoadBalancerArnSet></item></serviceConfigurationSet>
        """);

    private static string Balancer(string path, string more = "") =>
        $"<LoadBalancers><member><LoadBalancerArn>{Arn}:loadbalancer/{path}</LoadBalancerArn><State><Code>active</Code></State><AvailabilityZones><member><ZoneName>eu-west-1a</ZoneName></member></AvailabilityZones>{more}</member></LoadBalancers>";

    private static string Attributes(string crossZone) => $"<Attributes><member><Key>load_balancing.cross_zone.enabled</Key><Value>{crossZone}</Value></member></Attributes>";
}
