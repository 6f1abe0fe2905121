using System.Globalization;
using System.Net;
using ConfigRules.Model;
using ConfigRules.Policies;
using static ConfigRules.Paths.PolicyNames;

namespace ConfigRules.Paths;

/// <summary>What IAM tells an endpoint's policy of a request, by who sends it.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
/// https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
/// </remarks>
internal static class Callers
{
    private const string TlsVersion = "s3:TlsVersion";
    private const string NewestTls = "1.3";
    private const string PrincipalType = "aws:PrincipalType";

    /// <summary>Keys that come from the credentials by which a request is signed.</summary>
    private static readonly string[] OfCredentials =
    [
        "aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalTag", "aws:PrincipalIsAWSService",
        "aws:username", "aws:AssumedRoot", "aws:FederatedProvider", "aws:TokenIssueTime", "aws:MultiFactorAuthAge",
        "aws:MultiFactorAuthPresent", "aws:ChatbotSourceArn", "aws:SourceIdentity", "aws:Ec2InstanceSourceVpc",
        "aws:Ec2InstanceSourcePrivateIPv4", "ec2:RoleDelivery", "ec2:SourceInstanceArn", "glue:RoleAssumedBy",
        "glue:CredentialIssuingService", "lambda:SourceFunctionArn", "ssm:SourceInstanceArn", "identitystore:UserId",
    ];

    /// <summary>
    /// What holds of every request that comes this way: encrypted; from the VPC, and an address of a family that the endpoint takes; at the time
    /// of the recording; made by the caller itself, which is why keys of services that act for others are absent. Of the keys that tell whose
    /// the endpoint is, those that its service may not tell are unknown.
    /// </summary>
    public static RequestContext Through(VpcEndpoint endpoint, Network network) => EndpointKeys.AsToldBy(endpoint.Service, ThroughTold(endpoint, network));

    /// <summary>The same of a service that tells all that there is to be told of the endpoint.</summary>
    public static RequestContext ThroughTold(VpcEndpoint endpoint, Network network)
    {
        var context = RequestContext.Partial
            .With("aws:SourceVpc", endpoint.VpcId)
            .With("aws:SourceVpce", endpoint.Id)
            .With("aws:SecureTransport", "true")
            .With("aws:ViaAWSService", "false")
            .Without(
                "aws:SourceIp", "kms:ViaService", "aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast",
                "aws:PrincipalServiceName", "aws:PrincipalServiceNamesList",
                "aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths");
        context = context.WithAddressIn("aws:VpcSourceIp", [.. Families(endpoint)]);
        if ((endpoint.OwnerId ?? network.AccountId) is { } owner)
        {
            context = context.With("aws:VpceAccount", owner);
            if (owner == network.AccountId)
                context = EndpointPolicy.OfOwnOrganization(context, "aws:VpceOrgID", "aws:VpceOrgPaths", network);
            if (network.Region is { } home)
                context = context.With("aws:SourceVpcArn", $"arn:{network.Partition}:ec2:{home}:{network.Find<Vpc>(endpoint.VpcId)?.OwnerId ?? owner}:vpc/{endpoint.VpcId}");
        }
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingEncryptionInTransit.html
        if (ActionPrefixes.Known(endpoint.Service) is "s3")
            context = context.WithOneOf(TlsVersion, "1.2", NewestTls);
        if (network.RecordedAt is { } now)
        {
            context = context.With("aws:CurrentTime", now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))
                .With("aws:EpochTime", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        }
        return endpoint.Service.Region is { } region ? context.With("aws:RequestedRegion", region) : context;
    }

    /// <summary>
    /// As <see cref="Through"/>, once for each unit of its organization that the endpoint's account may be in as far as the document tells units
    /// apart, first for one that it does not name; just once where the organization is not known, or there is none.
    /// </summary>
    public static IEnumerable<RequestContext> ThroughByUnit(PolicyDocument document, VpcEndpoint endpoint, Network network)
    {
        var through = Through(endpoint, network);
        return through["aws:VpceOrgID"] is { IsUnknown: false, IsAbsent: false, Values: [var own] }
            ? ValuesOf(document, key => key.Equals(EndpointKeys.OrgPaths, StringComparison.OrdinalIgnoreCase))
                .Select(path => Common(path, $"{own}/*")).OfType<string>().Prepend($"{own}/r-0000/")
                .Select(path => through.With(EndpointKeys.OrgPaths, path))
            : [through];
    }

    /// <summary>What every client can choose, and most do, of the ways to send a request whose action has the prefix.</summary>
    /// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html</remarks>
    public static RequestContext AsClientsChoose(RequestContext context, string actionPrefix) => actionPrefix is "s3"
        ? context.With(TlsVersion, NewestTls).With("s3:authType", "REST-HEADER").With("s3:signatureversion", "AWS4-HMAC-SHA256")
        : context;

    /// <summary>All addresses of each family that the endpoint takes; of several, whoever sends the request can choose one.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html#aws-services-ip-address-type</remarks>
    public static IEnumerable<IPNetwork> Families(VpcEndpoint endpoint)
    {
        if (endpoint.IpAddressType is not "ipv6")
            yield return IPNetwork.Parse("0.0.0.0/0");
        if (endpoint.IpAddressType is "ipv6" or "dualstack")
            yield return IPNetwork.Parse("::/0");
    }

    /// <summary>Somebody with the ARN signs, of an account that belongs to the organization, or to none where that is null.</summary>
    public static RequestContext Signed(RequestContext context, string arn, string? organization, string? path = null) =>
        OfOrganization(SignedBy(context, arn).With("ssm:NodeAccountId", PolicyPrincipal.AccountOf(arn)!), organization, path);

    /// <summary>Somebody of the organization signs, or of none where that is null.</summary>
    public static RequestContext OfOrganization(RequestContext context, string? organization, string? path = null) => organization is null
        ? context.Without("aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "ssm:NodeOrgId")
        : context
            .With("aws:PrincipalOrgID", organization)
            .With("aws:PrincipalOrgPaths", path ?? $"{organization}/r-0000/")
            .With("ssm:NodeOrgId", organization);

    /// <summary>Somebody with the ARN signs; whether the account belongs to an organization is not known.</summary>
    public static RequestContext SignedBy(RequestContext context, string arn) => context
        .With("aws:PrincipalAccount", PolicyPrincipal.AccountOf(arn)!)
        .With("aws:PrincipalArn", PolicyPrincipal.RoleOf(arn) ?? arn)
        .WithOneOf(PrincipalType, [.. TypesOf(arn)])
        .With("aws:PrincipalIsAWSService", "false");

    /// <summary>An account that nobody knows signs, by a role or a user of its.</summary>
    public static RequestContext SignedForSomebody(RequestContext context, string arn, string? organization) =>
        Signed(context, arn, organization).WithOneOf(PrincipalType, "AssumedRole", "User");

    /// <summary>What the ARN may be of: all of a pattern's that tells an account alone.</summary>
    /// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable</remarks>
    private static IEnumerable<string> TypesOf(string arn) => arn.Split(':', 6)[^1].Split('/') switch
    {
        ["root"] => ["Account"],
        ["user", _, ..] => ["User"],
        ["role" or "assumed-role", _, ..] => ["AssumedRole"],
        ["federated-user", _, ..] => ["FederatedUser"],
        _ => ["Account", "User", "AssumedRole", "FederatedUser"],
    };

    /// <summary>Nobody signs.</summary>
    public static RequestContext Unsigned(RequestContext context) => context
        .Without(OfCredentials)
        .Without("ssm:NodeAccountId", "ssm:NodeOrgId")
        .With("aws:PrincipalAccount", "anonymous")
        .With(PrincipalType, "Anonymous")
        .With("aws:userid", "anonymous");

    /// <summary>
    /// A node that Systems Manager manages outside of EC2 signs with a key of its own, which is no identity of the account that
    /// it is registered to.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html#vpc-endpoint-policies-hybrid-nodes</remarks>
    public static RequestContext SignedByNode(RequestContext context, string account) => Federated(context)
        .With("ssm:NodeAccountId", account);

    /// <summary>A token of an identity provider stands in place of a signature, so that no key of a principal is in the request.</summary>
    /// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sts_vpc_endpoint_policies.html</remarks>
    public static RequestContext Federated(RequestContext context) => context
        .Without(OfCredentials)
        .Without("aws:PrincipalAccount", "aws:userid");

    /// <summary>An AWS service signs by itself, and not for a resource of anybody's.</summary>
    public static RequestContext SignedByService(RequestContext context, string service) => context
        .Without("aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "ssm:NodeAccountId", "ssm:NodeOrgId")
        .With("aws:PrincipalIsAWSService", "true")
        .With("aws:PrincipalServiceName", service)
        .WithUnknown("aws:PrincipalServiceNamesList");
}
