using System.Net;
using Amazon.ConfigService;
using Amazon.EC2;
using Amazon.Organizations;
using Amazon.Route53;
using Amazon.Route53Profiles;
using Amazon.Route53Resolver;
using Amazon.Runtime;
using Amazon.SecurityToken;
using ConfigRules.Aws;

namespace ConfigRules.Testing;

/// <summary>Accounts whose clients speak to doubles on this machine.</summary>
public static class Doubles
{
    public const string Region = "eu-west-1";
    public const string AccessKey = "AKIAIOSFODNN7EXAMPLE";
    public const string SessionToken = "IQoJb3JpZ2luX2Vj+EXAMPLE/TOKEN+OF+THE+FUNCTION==";

    /// <summary>An address at which nobody listens.</summary>
    public const string Nowhere = "http://127.0.0.1:1";

    public static readonly AccountKey Key = new("aws", "111122223333", Region);

    /// <param name="ec2">EC2's address, and STS's where it has none of its own.</param>
    /// <param name="config">AWS Config's address.</param>
    /// <param name="sts">STS's address.</param>
    /// <param name="time">By which kept answers grow old.</param>
    /// <param name="configure">Has the last word on each client.</param>
    /// <param name="organizations">AWS Organizations' address.</param>
    /// <param name="dns">The address of Route 53, its resolver and its profiles; EC2's where they have none of their own.</param>
    /// <param name="nameServer">A DNS server; one that is nowhere where none is given.</param>
    public static Accounts Accounts(
        string ec2, string config = Nowhere, string? sts = null, TimeProvider? time = null, Action<ClientConfig>? configure = null, string organizations = Nowhere,
        string? dns = null, IPEndPoint? nameServer = null) => new(
        () => new SessionAWSCredentials(AccessKey, "secret", SessionToken),
        client =>
        {
            var region = client.RegionEndpoint.SystemName;
            client.ServiceURL = client switch
            {
                AmazonConfigServiceConfig => config,
                AmazonOrganizationsConfig => organizations,
                AmazonSecurityTokenServiceConfig => sts ?? ec2,
                AmazonRoute53Config or AmazonRoute53ResolverConfig or AmazonRoute53ProfilesConfig => dns ?? ec2,
                _ => ec2,
            };
            client.AuthenticationRegion = region;
            configure?.Invoke(client);
        },
        time ?? TimeProvider.System,
        nameServer: nameServer ?? new(IPAddress.Loopback, 1));

    public static AmazonEC2Client Ec2(string url, AWSCredentials? credentials = null) => new(
        credentials ?? new BasicAWSCredentials(AccessKey, "secret"),
        new AmazonEC2Config { ServiceURL = url, AuthenticationRegion = Region });
}
