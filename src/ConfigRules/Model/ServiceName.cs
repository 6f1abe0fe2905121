using System.Buffers;

namespace ConfigRules.Model;

/// <summary>
/// A service name of PrivateLink, taken apart by its published shapes: com.amazonaws.REGION.SERVICE, the same with the domain
/// of another partition (cn.com.amazonaws, eu.amazonaws, gov.ic.c2s ...), com.amazonaws.SERVICE (global),
/// aws.sagemaker.REGION.SERVICE, aws.api.REGION.SERVICE, api.aws.REGION.SERVICE, com.amazonaws.vpce.REGION.vpce-svc-ID. A service
/// may have dots of its own (ecr.api), so no part is ever taken from the end.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html</remarks>
public readonly record struct ServiceName
{
    private const string Fips = "-fips";
    private const string China = ".cn";
    private const string Provided = "vpce-svc-";

    private static readonly SearchValues<char> RegionLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-");

    private ServiceName(string full, string? region, string service, bool isFips, bool isProvided)
    {
        Full = full;
        Region = region;
        Service = service;
        IsFips = isFips;
        IsProvided = isProvided;
    }

    /// <summary>As EC2 gives it.</summary>
    public string Full { get; }

    /// <summary>Null for a global service such as com.amazonaws.iam.</summary>
    public string? Region { get; }

    /// <summary>
    /// The service, without FIPS suffix: "ecr.api", "s3", "vpce-svc-..."; with the namespace in front where that is not a
    /// partition's domain: "aws.sagemaker.notebook". What others provide never has the name of a service of AWS's.
    /// </summary>
    public string Service { get; }

    public bool IsFips { get; }

    /// <summary>The service, with the suffix that sets a FIPS variant apart: "kms", "kms-fips".</summary>
    public string WithFips => IsFips ? FipsOf(Service) : Service;

    /// <summary>Whether somebody else than AWS provides it (an endpoint service, vpce-svc).</summary>
    public bool IsProvided { get; }

    /// <summary>All else is read from the whole name.</summary>
    public bool Equals(ServiceName other) => Full == other.Full;

    public override int GetHashCode() => Full?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => Full;

    public static ServiceName Parse(string name)
    {
        foreach (var part in Parts(name))
        {
            var segment = name.AsSpan()[part];
            if (!IsRegion(segment) || part.Start.Value is 0 || part.End.Value == name.Length)
                continue;

            var space = name[..(part.Start.Value - 1)];
            var service = name[(part.End.Value + 1)..];
            // Some names in China end like the domain names there: cn.com.amazonaws.cn-north-1.transcribe.cn.
            if (segment.StartsWith("cn-") && service.EndsWith(China, StringComparison.Ordinal))
                service = service[..^China.Length];
            var isFips = service.EndsWith(Fips, StringComparison.Ordinal);
            var plain = Plain(service);
            var isProvided = space.EndsWith(".vpce", StringComparison.Ordinal);
            return new(
                name,
                segment.ToString(),
                IsNamespace(space) || (isProvided && !plain.StartsWith(Provided, StringComparison.Ordinal)) ? $"{space}.{plain}" : plain,
                isFips,
                isProvided);
        }

        const string Global = "com.amazonaws.";
        return new(
            name,
            region: null,
            name.StartsWith(Global, StringComparison.Ordinal) ? name[Global.Length..] : name,
            isFips: false,
            isProvided: false);
    }

    /// <summary>The service without FIPS suffix: "kms" for "kms-fips".</summary>
    public static string Plain(string service) =>
        service.EndsWith(Fips, StringComparison.Ordinal) ? service[..^Fips.Length] : service;

    /// <summary>The FIPS variant of a plain service: "kms-fips" of "kms".</summary>
    public static string FipsOf(string service) => service + Fips;

    /// <summary>Whether it parts services of one name from each other, as the domain of a partition does not.</summary>
    private static bool IsNamespace(string space) =>
        space.StartsWith("aws.", StringComparison.Ordinal) || space.StartsWith("api.", StringComparison.Ordinal);

    /// <summary>The ranges of the name between its dots.</summary>
    private static IEnumerable<Range> Parts(string name)
    {
        for (var start = 0; start <= name.Length;)
        {
            var dot = name.IndexOf('.', start);
            var end = dot < 0 ? name.Length : dot;
            yield return start..end;
            start = end + 1;
        }
    }

    /// <summary>Letters, at least two hyphens, digits: eu-west-1, us-gov-west-1, ap-southeast-2, eusc-de-east-1.</summary>
    internal static bool IsRegion(ReadOnlySpan<char> text)
    {
        var last = text.LastIndexOf('-');
        return last > 0
            && text.IndexOf('-') is >= 2 and <= 4 and var first
            && first < last
            && last < text.Length - 1
            && !text[(last + 1)..].ContainsAnyExceptInRange('0', '9')
            && !text[..last].ContainsAnyExcept(RegionLetters);
    }
}
