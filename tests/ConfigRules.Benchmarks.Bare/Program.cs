// The least program that makes a rule's calls: it asks for an event, reads what the rule would read through the same SDK,
// throws it away, and puts as many evaluations as the rule would. What the function costs beyond it is the function's own.
// With `read FILE` it passes over a JSON file instead, which is the least that a check of the file can cost.
using System.Globalization;
using System.Text;
using Amazon.ConfigService;
using Amazon.ConfigService.Model;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using ConfigRules.Benchmarks.Bare;
using ComplianceType = Amazon.ConfigService.ComplianceType;
using Filter = Amazon.EC2.Model.Filter;

if (args is ["read", var file])
{
    Console.WriteLine(JsonPass.Run(file));
    return;
}

var runtime = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/invocation/";
var service = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL");
var rule = Environment.GetEnvironmentVariable("BARE_RULE");
using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
AmazonEC2Client? ec2 = null;
AmazonConfigServiceClient? config = null;

while (true)
{
    using var next = await http.GetAsync(runtime + "next");
    var text = await next.Content.ReadAsStringAsync();
    if (ec2 is null)
    {
        var credentials = new SessionAWSCredentials(
            Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID"),
            Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY"),
            Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN"));
        ec2 = new(credentials, new AmazonEC2Config { ServiceURL = service, AuthenticationRegion = "eu-west-1" });
        config = new(credentials, new AmazonConfigServiceConfig { ServiceURL = service, AuthenticationRegion = "eu-west-1" });
    }
    var isSchedule = text.Contains("ScheduledNotification", StringComparison.Ordinal);
    var filters = isSchedule ? null : new List<Filter> { new("vpc-id", ["vpc-00000000000000000"]) };

    var endpoints = new List<VpcEndpoint>();
    var vpcs = new List<Vpc>();
    if (rule is "vpc-dns-supports-private-endpoints")
    {
        for (string? token = null; ;)
        {
            var page = await ec2.DescribeVpcsAsync(new DescribeVpcsRequest { Filters = filters, NextToken = token });
            vpcs.AddRange(page.Vpcs ?? []);
            if ((token = page.NextToken) is null)
                break;
        }
    }
    for (string? token = null; ;)
    {
        var page = await ec2.DescribeVpcEndpointsAsync(new() { Filters = filters, NextToken = token });
        endpoints.AddRange(page.VpcEndpoints ?? []);
        if ((token = page.NextToken) is null)
            break;
    }
    if (rule is "vpc-dns-supports-private-endpoints")
    {
        using var gate = new SemaphoreSlim(16);
        await Task.WhenAll(vpcs.SelectMany(vpc => new[] { VpcAttributeName.EnableDnsSupport, VpcAttributeName.EnableDnsHostnames }
            .Select(async attribute =>
            {
                await gate.WaitAsync();
                try
                {
                    await ec2.DescribeVpcAttributeAsync(new() { VpcId = vpc.VpcId, Attribute = attribute });
                }
                finally
                {
                    gate.Release();
                }
            })));
    }
    else if (isSchedule || next.Headers.TryGetValues("Lambda-Runtime-Aws-Request-Id", out var first) && first.First() is "1")
    {
        await ec2.DescribeVpcEndpointServicesAsync(
            new() { ServiceNames = [.. endpoints.Select(endpoint => endpoint.ServiceName).Distinct()] });
    }

    if (isSchedule)
        await config!.GetComplianceDetailsByConfigRuleAsync(new() { ConfigRuleName = rule, Limit = 100 });
    var resources = rule is "vpc-dns-supports-private-endpoints"
        ? vpcs.Select(vpc => (Type: "AWS::EC2::VPC", Id: vpc.VpcId))
        : endpoints.Select(endpoint => (Type: "AWS::EC2::VPCEndpoint", Id: endpoint.VpcEndpointId));
    foreach (var batch in resources.Chunk(100))
    {
        await config!.PutEvaluationsAsync(new()
        {
            ResultToken = new('t', 2000),
            Evaluations =
            [
                .. batch.Select(resource => new Evaluation
                {
                    ComplianceResourceType = resource.Type,
                    ComplianceResourceId = resource.Id,
                    ComplianceType = ComplianceType.COMPLIANT,
                    OrderingTimestamp = DateTime.UnixEpoch,
                }),
            ],
        });
    }

    var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
    using var body = new StringContent("{}", Encoding.UTF8);
    using var done = await http.PostAsync(string.Create(CultureInfo.InvariantCulture, $"{runtime}{id}/response"), body);
}
