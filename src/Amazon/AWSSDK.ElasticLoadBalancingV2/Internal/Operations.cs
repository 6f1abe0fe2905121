using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Shared.Xml;
using Action = Amazon.ElasticLoadBalancingV2.Model.Action;

namespace Amazon.ElasticLoadBalancingV2.Internal;

/// <summary>https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Operations.html</summary>
internal static class Operations
{
    public static readonly Operation<DescribeListenersRequest, DescribeListenersResponse> DescribeListeners = new(
        "DescribeListeners",
        static (form, request) =>
        {
            form.Texts("ListenerArns", request.ListenerArns);
            form.Text("LoadBalancerArn", request.LoadBalancerArn);
            form.Text("Marker", request.Marker);
            form.Number("PageSize", request.PageSize);
        },
        static xml => new() { Listeners = xml.List("Listeners", ReadListener), NextMarker = xml.Text("NextMarker") });

    public static readonly Operation<DescribeLoadBalancerAttributesRequest, DescribeLoadBalancerAttributesResponse> DescribeLoadBalancerAttributes = new(
        "DescribeLoadBalancerAttributes",
        static (form, request) => form.Text("LoadBalancerArn", request.LoadBalancerArn),
        static xml => new()
        {
            Attributes = xml.List("Attributes", static attribute => new LoadBalancerAttribute { Key = attribute.Text("Key"), Value = attribute.Text("Value") }),
        });

    public static readonly Operation<DescribeLoadBalancersRequest, DescribeLoadBalancersResponse> DescribeLoadBalancers = new(
        "DescribeLoadBalancers",
        static (form, request) =>
        {
            form.Texts("LoadBalancerArns", request.LoadBalancerArns);
            form.Text("Marker", request.Marker);
            form.Texts("Names", request.Names);
            form.Number("PageSize", request.PageSize);
        },
        static xml => new() { LoadBalancers = xml.List("LoadBalancers", ReadLoadBalancer), NextMarker = xml.Text("NextMarker") });

    public static readonly Operation<DescribeTargetGroupAttributesRequest, DescribeTargetGroupAttributesResponse> DescribeTargetGroupAttributes = new(
        "DescribeTargetGroupAttributes",
        static (form, request) => form.Text("TargetGroupArn", request.TargetGroupArn),
        static xml => new()
        {
            Attributes = xml.List("Attributes", static attribute => new TargetGroupAttribute { Key = attribute.Text("Key"), Value = attribute.Text("Value") }),
        });

    public static readonly Operation<DescribeTargetHealthRequest, DescribeTargetHealthResponse> DescribeTargetHealth = new(
        "DescribeTargetHealth",
        static (form, request) =>
        {
            form.Text("TargetGroupArn", request.TargetGroupArn);
            form.List("Targets", request.Targets, static (form, target) =>
            {
                form.Text("Id", target.Id);
                form.Number("Port", target.Port);
                form.Text("AvailabilityZone", target.AvailabilityZone);
            });
        },
        static xml => new() { TargetHealthDescriptions = xml.List("TargetHealthDescriptions", ReadHealth) });

    private static LoadBalancer ReadLoadBalancer(XmlElement xml) => new()
    {
        LoadBalancerArn = xml.Text("LoadBalancerArn"),
        LoadBalancerName = xml.Text("LoadBalancerName"),
        DNSName = xml.Text("DNSName"),
        Type = xml.Text("Type"),
        State = xml.Object("State", static state => new LoadBalancerState { Code = state.Text("Code"), Reason = state.Text("Reason") }),
        VpcId = xml.Text("VpcId"),
        IpAddressType = xml.Text("IpAddressType"),
        AvailabilityZones = xml.List("AvailabilityZones", static zone => new AvailabilityZone
        {
            ZoneName = zone.Text("ZoneName"),
            SubnetId = zone.Text("SubnetId"),
        }),
        SecurityGroups = xml.Texts("SecurityGroups"),
        EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic = xml.Text("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic"),
    };

    private static Listener ReadListener(XmlElement xml) => new()
    {
        ListenerArn = xml.Text("ListenerArn"),
        LoadBalancerArn = xml.Text("LoadBalancerArn"),
        Port = (int?)xml.Number("Port"),
        Protocol = xml.Text("Protocol"),
        DefaultActions = xml.List("DefaultActions", static action => new Action
        {
            Type = action.Text("Type"),
            TargetGroupArn = action.Text("TargetGroupArn"),
            ForwardConfig = action.Object("ForwardConfig", static forward => new ForwardActionConfig
            {
                TargetGroups = forward.List("TargetGroups", static group => new TargetGroupTuple
                {
                    TargetGroupArn = group.Text("TargetGroupArn"),
                    Weight = (int?)group.Number("Weight"),
                }),
            }),
        }),
    };

    private static TargetHealthDescription ReadHealth(XmlElement xml) => new()
    {
        Target = xml.Object("Target", static target => new TargetDescription
        {
            Id = target.Text("Id"),
            Port = (int?)target.Number("Port"),
            AvailabilityZone = target.Text("AvailabilityZone"),
        }),
        HealthCheckPort = xml.Text("HealthCheckPort"),
        TargetHealth = xml.Object("TargetHealth", static health => new TargetHealth
        {
            State = health.Text("State"),
            Reason = health.Text("Reason"),
            Description = health.Text("Description"),
        }),
    };
}
