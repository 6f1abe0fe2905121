using System.Collections.Frozen;
using ConfigRules.Model;

namespace ConfigRules.Bundles;

/// <summary>Parts of names of AWS's own buckets and registries that no pattern tells, as AWS's pages list them region by region.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/codeartifact/latest/ug/create-s3-gateway-endpoint.html#s3-gateway-endpoint-permissions
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-operations-s3-buckets.html
/// https://docs.aws.amazon.com/emr/latest/ManagementGuide/private-subnet-iampolicy.html#private-subnet-iampolicy-required-buckets
/// https://docs.aws.amazon.com/eks/latest/userguide/add-ons-images.html
/// </remarks>
internal static class RegionalNames
{
    private const string AssetsOwner = "{assetsOwner}";
    private const string PatchSuffix = "{patchSuffix}";
    private const string SnapshotSuffix = "{snapshotSuffix}";
    private const string LogsSuffix = "{logsSuffix}";
    private const string InstanceData = "{instanceData}";
    private const string EksRegistry = "{eksRegistry}";

    /// <summary>The account that keeps the assets of AWS CodeArtifact.</summary>
    private static readonly FrozenDictionary<string, string> AssetsOwners = Table(
        """
        us-east-1 193858265520  us-east-2 250872398865  us-west-2 787052242323  eu-west-1 438097961670  eu-west-2 247805302724
        eu-west-3 762466490029  eu-north-1 611884512288  eu-south-1 484130244270  eu-central-1 769407342218
        ap-northeast-1 660291247815  ap-southeast-1 421485864821  ap-southeast-2 860415559748  ap-south-1 681137435769
        """);

    /// <summary>The end of the names of Patch Manager's buckets of modules.</summary>
    private static readonly FrozenDictionary<string, string> PatchSuffixes = Table(
        """
        us-east-2 552881074  us-east-1 1970c647d  us-west-1 8badb4304  us-west-2 34d7f99f8  af-south-1 bdd5f65a9  ap-east-1 632356271
        ap-south-2 32f4b4128  ap-southeast-3 aa48fc462  ap-southeast-4 01e2c40d3  ap-south-1 cb7c62ff9  ap-northeast-3 67373598a
        ap-northeast-2 10467995c  ap-southeast-1 7fdfd9ef7  ap-southeast-2 17283a275  ap-northeast-1 4849fa78f  ca-central-1 3148e69e3
        ca-west-1 9e3a4b2f9  eu-central-1 9163fdaaf  eu-west-1 5522fb710  eu-west-2 902a2bc74  eu-south-1 c52f3f594  eu-west-3 29bf85721
        eu-south-2 a4cf248b1  eu-north-1 795879e9b  eu-central-2 184ce43c8  il-central-1 e221cb57b  me-south-1 a53fc9dce
        me-central-1 2932f2f80  sa-east-1 ddf4b6a09
        """);

    /// <summary>Of the regions whose bucket of snapshots of patch baselines has an end of its own.</summary>
    private static readonly FrozenDictionary<string, string> SnapshotSuffixes = Table(
        """
        af-south-1 -tbxdb5b9  ap-south-2 -50209442  ap-southeast-3 -be0a3174  ap-southeast-4 -dc6f76ce  eu-south-2 -df2c9d70
        me-south-1 -uduvl7q8
        """);

    /// <summary>The account that keeps the images of add-ons of Amazon EKS.</summary>
    private static readonly FrozenDictionary<string, string> EksRegistries = Table(
        """
        us-east-1 602401143452  us-east-2 602401143452  us-west-1 602401143452  us-west-2 602401143452  ca-central-1 602401143452
        sa-east-1 602401143452  eu-central-1 602401143452  eu-north-1 602401143452  eu-west-1 602401143452  eu-west-2 602401143452
        eu-west-3 602401143452  ap-northeast-1 602401143452  ap-northeast-2 602401143452  ap-northeast-3 602401143452
        ap-south-1 602401143452  ap-southeast-1 602401143452  ap-southeast-2 602401143452  af-south-1 877085696533
        ap-east-1 800184023465  ap-east-2 533267051163  ap-south-2 900889452093  ap-southeast-3 296578399912  ap-southeast-4 491585149902
        ap-southeast-5 151610086707  ap-southeast-6 333609536671  ap-southeast-7 121268973566  ca-west-1 761377655185
        eu-central-2 900612956339  eu-south-1 590381155156  eu-south-2 455263428931  il-central-1 066635153087  me-central-1 759879836304
        me-south-1 558608220178  mx-central-1 730335286997  cn-north-1 918309763551  cn-northwest-1 961992271922
        us-gov-east-1 151742754352  us-gov-west-1 013241004608  eusc-de-east-1 877088126301
        """);

    /// <summary>Whether the account keeps nothing but images of add-ons of Amazon EKS, in some region.</summary>
    public static bool IsRegistryOfEks(string account) => EksRegistries.Values.Contains(account);

    /// <summary>The text with these parts filled in; null where no page tells one for the region. In place of a region's name, words in capitals stand.</summary>
    public static string? Fill(string text, string? region)
    {
        var isRegion = region is not null && ServiceName.IsRegion(region);
        return Fill(
            Fill(
                Fill(text, AssetsOwner, isRegion ? AssetsOwners.GetValueOrDefault(region!) : "OWNER"),
                EksRegistry, isRegion ? EksRegistries.GetValueOrDefault(region!) : "OWNER"),
            PatchSuffix, isRegion ? PatchSuffixes.GetValueOrDefault(region!) : "SUFFIX")
            ?.Replace(SnapshotSuffix, SnapshotSuffixes.GetValueOrDefault(region ?? "", ""), StringComparison.Ordinal)
            .Replace(LogsSuffix, region is "us-east-1" ? "" : "-{region}", StringComparison.Ordinal)
            .Replace(InstanceData, region is "ap-southeast-2" ? "bucket-" : "", StringComparison.Ordinal);
    }

    private static string? Fill(string? text, string part, string? value) =>
        text is null || !text.Contains(part, StringComparison.Ordinal) ? text
        : value is null ? null
        : text.Replace(part, value, StringComparison.Ordinal);

    /// <summary>A region and what it has, and so on.</summary>
    private static FrozenDictionary<string, string> Table(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, words.Length / 2).ToFrozenDictionary(place => words[2 * place], place => words[(2 * place) + 1]);
    }
}
