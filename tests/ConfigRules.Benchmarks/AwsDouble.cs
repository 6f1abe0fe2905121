using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ConfigRules.Testing;

namespace ConfigRules.Benchmarks;

/// <summary>EC2 and AWS Config for an account of N VPCs with six endpoints each; every answer is made beforehand.</summary>
internal sealed class AwsDouble(int vpcs) : Loopback
{
    private const string Xml = "text/xml;charset=UTF-8";
    private const string Json = "application/x-amz-json-1.1";
    private const int PageSize = 1000;
    private const string Account = "111122223333";
    private static readonly string[] Services = ["s3", "dynamodb", "ecr.api", "ecr.dkr", "logs", "secretsmanager"];

    private readonly Answer[] _vpcs = Pages("DescribeVpcs", "vpcSet", [.. Enumerable.Range(0, vpcs).Select(VpcXml)]);
    private readonly Answer[] _endpoints = Pages("DescribeVpcEndpoints", "vpcEndpointSet", [.. Enumerable.Range(0, vpcs).SelectMany(EndpointsXml)]);
    private readonly Answer[] _endpointsOfVpc = Pages("DescribeVpcEndpoints", "vpcEndpointSet", [.. EndpointsXml(0)]);
    private readonly Answer _services = Answer.Of(Xml, Wrap("DescribeVpcEndpointServices",
        $"<serviceNameSet/><serviceDetailSet>{string.Concat(Services.Select(ServiceXml))}</serviceDetailSet>"));
    private readonly Answer _yes = Answer.Of(Xml, Wrap("DescribeVpcAttribute",
        "<vpcId>vpc-0</vpcId><enableDnsSupport><value>true</value></enableDnsSupport>"));
    private readonly Answer _hostnames = Answer.Of(Xml, Wrap("DescribeVpcAttribute",
        "<vpcId>vpc-0</vpcId><enableDnsHostnames><value>true</value></enableDnsHostnames>"));
    private readonly Answer _put = Answer.Of(Json, """{"FailedEvaluations":[]}""");
    private readonly Answer _none = Answer.Of(Json, """{"EvaluationResults":[]}""");

    /// <summary>Calls by operation since the last <see cref="Reset"/>.</summary>
    public ConcurrentDictionary<string, int> Calls { get; } = new();

    /// <summary>Stopwatch ticks of the last PutEvaluations.</summary>
    public long LastPut { get; private set; }

    public static string VpcId(int index) => string.Create(CultureInfo.InvariantCulture, $"vpc-{index:x17}");

    public void Reset() => Calls.Clear();

    protected override Answer Respond(Request request)
    {
        var operation = request.Target is { Length: > 0 } target
            ? target[(target.IndexOf('.', StringComparison.Ordinal) + 1)..]
            : Field(request.Body, "Action");
        Calls.AddOrUpdate(operation, 1, (_, count) => count + 1);
        if (operation is "PutEvaluations")
            LastPut = Stopwatch.GetTimestamp();
        return operation switch
        {
            "PutEvaluations" => _put,
            "GetComplianceDetailsByConfigRule" => _none,
            "DescribeVpcs" => Page(request.Body.Contains(VpcId(0), StringComparison.Ordinal) ? _vpcs[..1] : _vpcs, request),
            "DescribeVpcEndpoints" =>
                Page(request.Body.Contains("Filter.1", StringComparison.Ordinal) ? _endpointsOfVpc : _endpoints, request),
            "DescribeVpcEndpointServices" => _services,
            "DescribeVpcAttribute" => Field(request.Body, "Attribute") is "enableDnsSupport" ? _yes : _hostnames,
            _ => throw new UnreachableException($"No answer was made for {operation}."),
        };
    }

    private static Answer Page(Answer[] pages, Request request) =>
        pages[Field(request.Body, "NextToken") is { Length: > 0 } token ? int.Parse(token, CultureInfo.InvariantCulture) : 0];

    private static string Field(string form, string name)
    {
        foreach (var pair in form.Split('&'))
        {
            if (pair.StartsWith(name + "=", StringComparison.Ordinal))
                return pair[(name.Length + 1)..];
        }
        return "";
    }

    private static Answer[] Pages(string operation, string set, string[] items) =>
    [
        .. items.Chunk(PageSize).Select((chunk, index) => Answer.Of(Xml, Wrap(
            operation,
            $"<{set}>{string.Concat(chunk)}</{set}>"
                + ((index + 1) * PageSize < items.Length ? $"<nextToken>{index + 1}</nextToken>" : "")))),
    ];

    private static string Wrap(string operation, string content) =>
        $"""<?xml version="1.0" encoding="UTF-8"?><{operation}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>0</requestId>{content}</{operation}Response>""";

    private static string VpcXml(int index) => $"""
        <item><vpcId>{VpcId(index)}</vpcId><ownerId>{Account}</ownerId><state>available</state><cidrBlock>10.{index % 256}.0.0/16</cidrBlock><cidrBlockAssociationSet><item><cidrBlock>10.{index % 256}.0.0/16</cidrBlock><associationId>vpc-cidr-assoc-{index}</associationId><cidrBlockState><state>associated</state></cidrBlockState></item></cidrBlockAssociationSet><dhcpOptionsId>dopt-1</dhcpOptionsId><instanceTenancy>default</instanceTenancy><isDefault>false</isDefault><tagSet><item><key>Name</key><value>vpc {index}</value></item></tagSet></item>
        """;

    private static IEnumerable<string> EndpointsXml(int vpc) => Services.Select((service, index) =>
    {
        var isGateway = index < 2;
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"<item><vpcEndpointId>vpce-{(vpc * 6) + index:x17}</vpcEndpointId>")
            .Append(CultureInfo.InvariantCulture, $"<vpcEndpointType>{(isGateway ? "Gateway" : "Interface")}</vpcEndpointType>")
            .Append(CultureInfo.InvariantCulture, $"<vpcId>{VpcId(vpc)}</vpcId><ownerId>{Account}</ownerId>")
            .Append(CultureInfo.InvariantCulture, $"<serviceName>com.amazonaws.eu-west-1.{service}</serviceName><state>available</state>")
            .Append("<policyDocument>{&quot;Statement&quot;:[{&quot;Action&quot;:&quot;*&quot;,&quot;Effect&quot;:&quot;Allow&quot;,")
            .Append("&quot;Principal&quot;:&quot;*&quot;,&quot;Resource&quot;:&quot;*&quot;}]}</policyDocument>")
            .Append(CultureInfo.InvariantCulture, $"<privateDnsEnabled>{(isGateway ? "false" : "true")}</privateDnsEnabled>")
            .Append("<requesterManaged>false</requesterManaged><ipAddressType>ipv4</ipAddressType>")
            .Append("<creationTimestamp>2026-02-13T06:08:51.705Z</creationTimestamp>");
        if (isGateway)
        {
            text.Append(CultureInfo.InvariantCulture, $"<routeTableIdSet><item>rtb-{vpc:x17}</item></routeTableIdSet>");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"<subnetIdSet><item>subnet-{vpc:x16}a</item><item>subnet-{vpc:x16}b</item></subnetIdSet>")
                .Append(CultureInfo.InvariantCulture, $"<groupSet><item><groupId>sg-{vpc:x17}</groupId><groupName>endpoints</groupName></item></groupSet>")
                .Append(CultureInfo.InvariantCulture, $"<networkInterfaceIdSet><item>eni-{(vpc * 12) + (index * 2):x17}</item></networkInterfaceIdSet>")
                .Append(CultureInfo.InvariantCulture, $"<dnsEntrySet><item><dnsName>vpce-{(vpc * 6) + index:x17}.{service}.eu-west-1.vpce.amazonaws.com</dnsName><hostedZoneId>Z1</hostedZoneId></item><item><dnsName>{service}.eu-west-1.amazonaws.com</dnsName><hostedZoneId>Z2</hostedZoneId></item></dnsEntrySet>");
        }
        return text.Append("</item>").ToString();
    });

    private static string ServiceXml(string service, int index) => $"""
        <item><serviceName>com.amazonaws.eu-west-1.{service}</serviceName><serviceType><item><serviceType>{(index < 2 ? "Gateway" : "Interface")}</serviceType></item></serviceType><owner>amazon</owner><privateDnsNameSet>{(index < 2 ? "" : $"<item><privateDnsName>{service}.eu-west-1.amazonaws.com</privateDnsName></item>")}</privateDnsNameSet><vpcEndpointPolicySupported>true</vpcEndpointPolicySupported><acceptanceRequired>false</acceptanceRequired></item>
        """;
}
