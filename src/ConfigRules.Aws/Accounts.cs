using System.Collections.Concurrent;
using System.Net;
using Amazon;
using Amazon.CloudWatch;
using Amazon.ConfigService;
using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;
using Amazon.Organizations;
using Amazon.Route53;
using Amazon.Route53Profiles;
using Amazon.Route53Resolver;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;

namespace ConfigRules.Aws;

/// <summary>
/// Accounts by key, each with its clients and credentials, which stay for later events: by the process's own credentials, or a
/// role assumed with them.
/// </summary>
public sealed class Accounts
{
    private readonly ConcurrentDictionary<AccountKey, AwsAccount> _accounts = new();
    private readonly ServiceCatalogue _catalogue;
    private readonly Lazy<AWSCredentials> _own;
    private readonly Action<ClientConfig> _configure;
    private readonly string? _externalId;
    private readonly string? _buckets;
    private readonly TimeProvider _time;
    private readonly TxtLookup _texts;

    /// <param name="profile">The profile of ~/.aws to use; null for what the environment gives.</param>
    /// <param name="externalId">What roles are assumed with, where their trust policies ask for it.</param>
    public Accounts(string? profile = null, string? externalId = null)
        // As the SDK's own clients do: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
        : this(() => Resolve(profile), _ => { }, TimeProvider.System, externalId,
            Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_S3") ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL"))
    {
    }

    /// <param name="own">The credentials of the process, asked for when they are first needed.</param>
    /// <param name="configure">Has the last word on each client.</param>
    /// <param name="time">By which kept answers grow old, and which networks are stamped with.</param>
    /// <param name="externalId">What roles are assumed with.</param>
    /// <param name="buckets">Another address than AWS's for S3.</param>
    /// <param name="nameServer">Another DNS server than this machine's.</param>
    internal Accounts(
        Func<AWSCredentials> own, Action<ClientConfig> configure, TimeProvider time, string? externalId = null, string? buckets = null,
        IPEndPoint? nameServer = null)
    {
        _texts = new(() => nameServer is null ? TxtLookup.OfThisMachine() : [nameServer]);
        _externalId = externalId;
        _own = new(own);
        _configure = configure;
        _buckets = buckets;
        _time = time;
        _catalogue = new(time);
    }

    public IAccount Find(AccountKey key) => _accounts.GetOrAdd(key, Make);

    /// <summary>The aggregators of the process's own account in the region.</summary>
    public Aggregators FindAggregators(string region)
    {
        var counts = new CallCounter.Counts();
        return new(region, new CountedConfigClient(_own.Value, Configured<AmazonConfigServiceConfig>(region), counts), counts);
    }

    /// <summary>The organization that the process's own account is in.</summary>
    /// <param name="region">Names the partition; the organization is in none of its regions.</param>
    public Organization FindOrganization(string region)
    {
        var counts = new CallCounter.Counts();
        return new(new CountedOrganizationsClient(_own.Value, Configured<AmazonOrganizationsConfig>(region), counts), counts);
    }

    /// <summary>What a report on the organization is made of, by the aggregators of the process's own account in the region.</summary>
    public OrganizationReader FindOrganizationReader(string region) => new(FindAggregators(region), FindOrganization(region));

    /// <summary>A bucket that the process's own credentials read and write.</summary>
    /// <param name="name">The bucket's name.</param>
    /// <param name="region">The bucket's region.</param>
    /// <param name="owner">The account that it must belong to; null where nothing says.</param>
    public Bucket FindBucket(string name, string region, string? owner) => new(
        name, region, owner, _own.Value, Configured<AmazonConfigServiceConfig>(region), _buckets);

    /// <summary>Whose credentials these are.</summary>
    /// <exception cref="NoCredentialsException">There are none.</exception>
    /// <exception cref="AwsCallException">STS does not say.</exception>
    public async Task<AccountKey> IdentifyAsync(string region, CancellationToken cancellationToken)
    {
        using var sts = new CountedStsClient(_own.Value, Configured<AmazonSecurityTokenServiceConfig>(region), new());
        var identity = await sts.GetCallerIdentityAsync(new(), cancellationToken);
        return new(identity.Arn.Split(':') is [_, { Length: > 0 } partition, ..] ? partition : "aws", identity.Account, region);
    }

    /// <summary>The region of the profile or the environment; null where neither names one.</summary>
    public static string? DefaultRegion(string? profile) =>
        (profile is not null && new CredentialProfileStoreChain().TryGetProfile(profile, out var known) ? known.Region : null)?.SystemName
        ?? FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false)?.SystemName;

    private AwsAccount Make(AccountKey key)
    {
        var counts = new CallCounter.Counts();
        var credentials = key.RoleName is null
            ? _own.Value
            : new AssumedRole(_own.Value, key, _externalId, Configured<AmazonSecurityTokenServiceConfig>(key.Region), counts);
        return new(
            key,
            new CountedEc2Client(credentials, Configured<AmazonEC2Config>(key.Region), counts),
            new FactClients(
                () => new CountedRoute53Client(credentials, Configured<AmazonRoute53Config>(key.Region), counts),
                () => new CountedResolverClient(credentials, Configured<AmazonRoute53ResolverConfig>(key.Region), counts),
                () => new CountedProfilesClient(credentials, Configured<AmazonRoute53ProfilesConfig>(key.Region), counts),
                () => new CountedBalancingClient(credentials, Configured<AmazonElasticLoadBalancingV2Config>(key.Region), counts),
                () => new CountedMetricsClient(credentials, Configured<AmazonCloudWatchConfig>(key.Region), counts),
                () => new CountedOrganizationsClient(credentials, Configured<AmazonOrganizationsConfig>(key.Region), counts),
                _texts),
            new CountedConfigClient(credentials, Configured<AmazonConfigServiceConfig>(key.Region), counts),
            _catalogue,
            _time,
            counts);
    }

    /// <summary>
    /// Sweeps of many accounts ask at the same minute; a throttled call is worth waiting for, and how many of them are none too
    /// many is for the pace to say and the function's time.
    /// </summary>
    private T Configured<T>(string region)
        where T : ClientConfig, new()
    {
        var config = new T
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 6,
            ThrottleRetries = false,
            Timeout = TimeSpan.FromSeconds(30),
        };
        _configure(config);
        return config;
    }

    private static AWSCredentials Resolve(string? profile)
    {
        if (profile is not null)
        {
            return new CredentialProfileStoreChain().TryGetAWSCredentials(profile, out var known)
                ? known
                : throw new NoCredentialsException($"There is no profile '{profile}' with credentials in ~/.aws.");
        }
        // In a function they are here, and looking no further saves it some milliseconds.
        if (Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") is { Length: > 0 })
            return new EnvironmentVariablesAWSCredentials();
        try
        {
            return DefaultAWSCredentialsIdentityResolver.GetCredentials();
        }
        catch (AmazonClientException)
        {
            throw new NoCredentialsException("There are no AWS credentials; sign in (aws sso login, aws configure) or name a --profile.");
        }
    }
}

/// <summary>Nothing says who asks; the message is one sentence with the cure.</summary>
public sealed class NoCredentialsException(string message) : Exception(message);
