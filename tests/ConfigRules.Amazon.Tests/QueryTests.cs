using System.Collections.Concurrent;
using System.Net;
using Amazon;
using Amazon.CloudWatch;
using Amazon.ElasticLoadBalancingV2;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using ConfigRules.Testing;
using Balancing = Amazon.ElasticLoadBalancingV2.Model;
using Metrics = Amazon.CloudWatch.Model;

namespace ConfigRules.Amazon.Tests;

/// <summary>Elastic Load Balancing and CloudWatch, which ask by forms and answer in XML.</summary>
public sealed class QueryTests : IAsyncDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly ConcurrentQueue<LoopbackAnswer> _answers = [];
    private readonly ConcurrentQueue<LoopbackRequest> _requests = [];
    private readonly LoopbackServer _server;
    private readonly AmazonElasticLoadBalancingV2Client _balancing;
    private readonly AmazonCloudWatchClient _metrics;

    public QueryTests()
    {
        _server = new((request, _) =>
        {
            _requests.Enqueue(request);
            return Task.FromResult(_answers.TryDequeue(out var answer) ? answer : new LoopbackAnswer(500, ""));
        });
        var credentials = new SessionAWSCredentials("AKIDEXAMPLE", "secret", "session");
        var url = $"http://{_server.Address}";
        _balancing = new(credentials, new AmazonElasticLoadBalancingV2Config { ServiceURL = url, AuthenticationRegion = "eu-west-1" });
        _metrics = new(credentials, new AmazonCloudWatchConfig { ServiceURL = url, AuthenticationRegion = "eu-west-1" });
    }

    public async ValueTask DisposeAsync()
    {
        _balancing.Dispose();
        _metrics.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Describes_load_balancers()
    {
        Answer("DescribeLoadBalancers", """
            <LoadBalancers><member><LoadBalancerArn>arn:1</LoadBalancerArn><LoadBalancerName>orders</LoadBalancerName><DNSName>d</DNSName><Type>network</Type>
              <State><Code>active_impaired</Code><Reason>r</Reason></State><VpcId>vpc-1</VpcId><IpAddressType>dualstack</IpAddressType>
              <AvailabilityZones><member><ZoneName>eu-west-1a</ZoneName><SubnetId>subnet-1</SubnetId><LoadBalancerAddresses/></member></AvailabilityZones>
              <SecurityGroups><member>sg-1</member><member>sg-2</member></SecurityGroups>
              <EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic>off</EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic></member>
              <member><LoadBalancerArn>arn:2</LoadBalancerArn></member></LoadBalancers><NextMarker>m</NextMarker>
            """);
        var answer = await _balancing.DescribeLoadBalancersAsync(new() { LoadBalancerArns = ["arn:1", "arn:2/x"], Marker = "a&b", PageSize = 20 }, Cancellation);
        Asked("elasticloadbalancing", "Action=DescribeLoadBalancers LoadBalancerArns.member.1=arn:1 LoadBalancerArns.member.2=arn:2/x Marker=a&b PageSize=20 Version=2015-12-01");
        var first = answer.LoadBalancers[0];
        Assert.Equal(
            ("arn:1", "orders", "d", LoadBalancerTypeEnum.Network, LoadBalancerStateEnum.Active_impaired, "r", "vpc-1", IpAddressType.Dualstack, "off"),
            (first.LoadBalancerArn, first.LoadBalancerName, first.DNSName, first.Type, first.State.Code, first.State.Reason, first.VpcId, first.IpAddressType, first.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic));
        Assert.Equal(("eu-west-1a", "subnet-1"), (first.AvailabilityZones.Single().ZoneName, first.AvailabilityZones.Single().SubnetId));
        Assert.Equal(["sg-1", "sg-2"], first.SecurityGroups);
        Assert.Null(answer.LoadBalancers[1].State);
        Assert.Null(answer.LoadBalancers[1].SecurityGroups);
        Assert.Equal("m", answer.NextMarker);
    }

    [Fact]
    public async Task Describes_listeners_and_where_they_lead()
    {
        Answer("DescribeListeners", """
            <Listeners><member><ListenerArn>l</ListenerArn><LoadBalancerArn>arn:1</LoadBalancerArn><Port>443</Port><Protocol>TLS</Protocol>
              <DefaultActions><member><Type>forward</Type><TargetGroupArn>t</TargetGroupArn><ForwardConfig><TargetGroups><member><TargetGroupArn>t</TargetGroupArn><Weight>1</Weight></member></TargetGroups></ForwardConfig></member></DefaultActions></member>
              <member><ListenerArn>g</ListenerArn></member></Listeners>
            """);
        var answer = await _balancing.DescribeListenersAsync(new() { LoadBalancerArn = "arn:1" }, Cancellation);
        Asked("elasticloadbalancing", "Action=DescribeListeners LoadBalancerArn=arn:1 Version=2015-12-01");
        var listener = answer.Listeners[0];
        Assert.Equal(("l", "arn:1", 443, ProtocolEnum.TLS), (listener.ListenerArn, listener.LoadBalancerArn, listener.Port, listener.Protocol));
        var action = listener.DefaultActions.Single();
        Assert.Equal((ActionTypeEnum.Forward, "t"), (action.Type, action.TargetGroupArn));
        Assert.Equal(("t", 1), (action.ForwardConfig.TargetGroups.Single().TargetGroupArn, action.ForwardConfig.TargetGroups.Single().Weight));
        Assert.Equal((null, null, null), (answer.Listeners[1].Port, answer.Listeners[1].Protocol, answer.NextMarker));
    }

    [Fact]
    public async Task Describes_the_health_of_targets()
    {
        Answer("DescribeTargetHealth", """
            <TargetHealthDescriptions><member><HealthCheckPort>80</HealthCheckPort><Target><Id>10.0.0.1</Id><Port>8080</Port><AvailabilityZone>eu-west-1a</AvailabilityZone></Target>
              <TargetHealth><State>unhealthy.draining</State><Reason>Target.FailedHealthChecks</Reason><Description>no</Description></TargetHealth></member></TargetHealthDescriptions>
            """);
        var answer = await _balancing.DescribeTargetHealthAsync(new() { TargetGroupArn = "t", Targets = [new() { Id = "10.0.0.1", Port = 8080 }] }, Cancellation);
        Asked("elasticloadbalancing", "Action=DescribeTargetHealth TargetGroupArn=t Targets.member.1.Id=10.0.0.1 Targets.member.1.Port=8080 Version=2015-12-01");
        var (target, health) = (answer.TargetHealthDescriptions.Single().Target, answer.TargetHealthDescriptions.Single().TargetHealth);
        Assert.Equal(("10.0.0.1", 8080, "eu-west-1a"), (target.Id, target.Port, target.AvailabilityZone));
        Assert.Equal((TargetHealthStateEnum.UnhealthyDraining, "Target.FailedHealthChecks", "no"), (health.State, health.Reason, health.Description));
    }

    [Fact]
    public async Task Describes_attributes()
    {
        Answer("DescribeLoadBalancerAttributes", "<Attributes><member><Key>load_balancing.cross_zone.enabled</Key><Value>true</Value></member></Attributes>");
        var ofBalancer = Assert.Single((await _balancing.DescribeLoadBalancerAttributesAsync(new() { LoadBalancerArn = "arn:1" }, Cancellation)).Attributes);
        Asked("elasticloadbalancing", "Action=DescribeLoadBalancerAttributes LoadBalancerArn=arn:1 Version=2015-12-01");
        Assert.Equal(("load_balancing.cross_zone.enabled", "true"), (ofBalancer.Key, ofBalancer.Value));

        Answer("DescribeTargetGroupAttributes", "<Attributes><member><Key>stickiness.enabled</Key><Value/></member></Attributes>");
        var ofGroup = Assert.Single((await _balancing.DescribeTargetGroupAttributesAsync(new() { TargetGroupArn = "t" }, Cancellation)).Attributes);
        Asked("elasticloadbalancing", "Action=DescribeTargetGroupAttributes TargetGroupArn=t Version=2015-12-01");
        Assert.Equal(("stickiness.enabled", ""), (ofGroup.Key, ofGroup.Value));
    }

    [Fact]
    public async Task Gets_the_data_of_metrics()
    {
        Answer("GetMetricData", """
            <MetricDataResults><member><Id>m0</Id><Label>vpce-1</Label><StatusCode>Complete</StatusCode><Timestamps><member>2026-11-01T00:00:00Z</member></Timestamps><Values><member>1.5E7</member></Values></member>
              <member><Id>m1</Id><Label>vpce-2</Label><StatusCode>PartialData</StatusCode><Timestamps/><Values/></member></MetricDataResults><NextToken>n</NextToken><Messages/>
            """);
        var answer = await _metrics.GetMetricDataAsync(
            new()
            {
                StartTime = new(2026, 10, 25, 6, 0, 0, DateTimeKind.Utc),
                EndTime = new(2026, 11, 24, 6, 0, 0, DateTimeKind.Utc),
                ScanBy = ScanBy.TimestampAscending,
                MaxDatapoints = 100_800,
                NextToken = "t",
                MetricDataQueries =
                [
                    new()
                    {
                        Id = "m0",
                        Label = "vpce-1",
                        ReturnData = true,
                        MetricStat = new()
                        {
                            Metric = new Metrics.Metric { Namespace = "AWS/PrivateLinkEndpoints", MetricName = "BytesProcessed", Dimensions = [new() { Name = "VPC Endpoint Id", Value = "vpce-1" }] },
                            Period = 86_400,
                            Stat = "Sum",
                        },
                    },
                ],
            },
            Cancellation);
        Asked("monitoring", "Action=GetMetricData EndTime=2026-11-24T06:00:00.000Z MaxDatapoints=100800 MetricDataQueries.member.1.Id=m0 MetricDataQueries.member.1.Label=vpce-1 "
            + "MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name=VPC Endpoint Id MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Value=vpce-1 "
            + "MetricDataQueries.member.1.MetricStat.Metric.MetricName=BytesProcessed MetricDataQueries.member.1.MetricStat.Metric.Namespace=AWS/PrivateLinkEndpoints "
            + "MetricDataQueries.member.1.MetricStat.Period=86400 MetricDataQueries.member.1.MetricStat.Stat=Sum MetricDataQueries.member.1.ReturnData=true NextToken=t "
            + "ScanBy=TimestampAscending StartTime=2026-10-25T06:00:00.000Z Version=2010-08-01");
        var (first, second) = (answer.MetricDataResults[0], answer.MetricDataResults[1]);
        Assert.Equal(("m0", "vpce-1", StatusCode.Complete), (first.Id, first.Label, first.StatusCode));
        Assert.Equal([new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc)], first.Timestamps);
        Assert.Equal([15_000_000d], first.Values);
        Assert.Equal(StatusCode.PartialData, second.StatusCode);
        Assert.Empty(second.Values);
        Assert.Equal("n", answer.NextToken);
    }

    [Fact]
    public async Task A_refusal_has_its_code()
    {
        _answers.Enqueue(Xml(400, """<ErrorResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><Error><Type>Sender</Type><Code>LoadBalancerNotFound</Code><Message>Gone.</Message></Error><RequestId>r-1</RequestId></ErrorResponse>"""));
        var refusal = await Assert.ThrowsAsync<AmazonElasticLoadBalancingV2Exception>(() => _balancing.DescribeLoadBalancersAsync(new(), Cancellation));
        Assert.Equal(("LoadBalancerNotFound", "Gone.", "r-1"), (refusal.ErrorCode, refusal.Message, refusal.RequestId));

        _answers.Enqueue(Xml(403, """<ErrorResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>Not you.</Message></Error><RequestId>r-2</RequestId></ErrorResponse>"""));
        Assert.Equal("AccessDenied", (await Assert.ThrowsAsync<AmazonCloudWatchException>(() => _metrics.GetMetricDataAsync(new(), Cancellation))).ErrorCode);
    }

    [Theory]
    [InlineData("eu-west-1", "https://elasticloadbalancing.eu-west-1.amazonaws.com", "https://monitoring.eu-west-1.amazonaws.com")]
    [InlineData("cn-north-1", "https://elasticloadbalancing.cn-north-1.amazonaws.com.cn", "https://monitoring.cn-north-1.amazonaws.com.cn")]
    [InlineData("us-gov-west-1", "https://elasticloadbalancing.us-gov-west-1.amazonaws.com", "https://monitoring.us-gov-west-1.amazonaws.com")]
    public void Finds_the_endpoints_of_a_region(string region, string balancing, string metrics)
    {
        var place = RegionEndpoint.GetBySystemName(region);
        Assert.Equal(balancing, Url(new AmazonElasticLoadBalancingV2Config { RegionEndpoint = place }, new Balancing.DescribeLoadBalancersRequest()));
        Assert.Equal(metrics, Url(new AmazonCloudWatchConfig { RegionEndpoint = place }, new Metrics.GetMetricDataRequest()));
    }

    private static string Url(ClientConfig config, AmazonWebServiceRequest request) =>
        config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request)).URL.TrimEnd('/');

    private void Answer(string operation, string result) => _answers.Enqueue(Xml(200,
        $"""<?xml version="1.0"?><{operation}Response xmlns="http://example.amazonaws.com/doc/"><{operation}Result>{result}</{operation}Result><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></{operation}Response>"""));

    private static LoopbackAnswer Xml(int status, string body) => new(status, body) { Headers = new Dictionary<string, string> { ["Content-Type"] = "text/xml" } };

    private void Asked(string service, string form)
    {
        Assert.True(_requests.TryDequeue(out var request));
        Assert.Equal(("POST", "/"), (request.Method, request.Path));
        Assert.Contains($"/eu-west-1/{service}/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(form, string.Join(' ', request.Text.Split('&').Select(WebUtility.UrlDecode).Order(StringComparer.Ordinal)));
    }
}
