using System.Collections.Immutable;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Bundles;

/// <summary>
/// Buckets of AWS's own that instances and services read, or write signals to, without an identity of the account. A policy
/// that lets anybody in to these lets nobody in to anything else.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html#ssm-agent-minimum-s3-permissions
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-vpce-bucketnames.html
/// https://docs.aws.amazon.com/linux/al2023/ug/live-patching.html
/// https://docs.aws.amazon.com/emr/latest/ManagementGuide/private-subnet-iampolicy.html
/// https://docs.aws.amazon.com/codeartifact/latest/ug/create-s3-gateway-endpoint.html
/// https://docs.aws.amazon.com/imagebuilder/latest/userguide/security-iam-data-perimeter.html
/// https://docs.aws.amazon.com/mgn/latest/ug/Network-Requirements.html
/// https://docs.aws.amazon.com/drs/latest/userguide/Network-Requirements.html
/// </remarks>
public static class ServiceOwnedBuckets
{
    /// <summary>{region}: eu-west-1; {region-code}: the same, or with a code behind it; {compactRegion}: euwest1.</summary>
    private static readonly ImmutableArray<string> Names =
    [
        "prod-{region}-starport-layer-bucket",
        "al2023-{region}", "al2023-repos-{region}-de612dc2", "amazonlinux-2-repos-{region}", "amazonlinux.{region}.amazonaws.com",
        "packages.{region}.amazonaws.com", "repo.{region}.amazonaws.com", "repo.{region}.emr.amazonaws.com",
        "prod.{region}.appinfo.src", "aws157-logs-prod", "aws157-logs-prod-{region}",
        "aws157-instance-data-0-prod-{region}", "aws157-instance-data-1-prod-{region}",
        "aws157-instance-data-bucket-0-prod-ap-southeast-2", "aws157-instance-data-bucket-1-prod-ap-southeast-2",
        "amazoncloudwatch-agent", "amazoncloudwatch-agent-{region}", "aws-codedeploy-{region}",
        "amazon-ssm-{region}", "amazon-ssm-packages-{region}", "aws-ssm-{region}", "aws-ssm-distributor-file-{region}",
        "aws-ssm-document-attachments-{region}", "aws-windows-downloads-{region}", "{region}-birdwatcher-prod", "session-manager-downloads",
        "patch-baseline-snapshot-{region-code}", "aws-patch-manager-{region-code}", "aws-patchmanager-macos-{region-code}",
        "ec2imagebuilder-toe-{region}-prod", "ec2imagebuilder-managed-resources-{region}-prod", "aws-ec2-enclave-certificate-{region}-prod",
        "aws-mgn-clients-{region}", "aws-mgn-clients-hashes-{region}", "aws-mgn-internal-{region}", "aws-mgn-internal-hashes-{region}",
        "aws-drs-clients-{region}", "aws-drs-clients-hashes-{region}", "aws-drs-internal-{region}", "aws-drs-internal-hashes-{region}",
        "aws-application-migration-service-{region}", "aws-application-migration-service-hashes-{region}",
        "aws-elastic-disaster-recovery-{region}", "aws-elastic-disaster-recovery-hashes-{region}",
        "cloudformation-waitcondition-{region}", "cloudformation-custom-resource-response-{compactRegion}",
        "assets-{account-region}", "awslambda-{region}-tasks", "prod-04-2014-tasks", "jumpstart-cache-prod-{region}", "amazon-eks",
    ];

    /// <summary>
    /// Whether a Resource element stands for one such bucket, or for objects of one, and for nothing else. With a wildcard in
    /// place of the region it does not: names are free to take, so anybody may own a bucket that it stands for as well.
    /// </summary>
    public static bool Contain(string resource) =>
        resource.Split(':', 6) is ["arn", _, "s3", "", "", var path] && path.Split('/')[0] is var bucket && Names.Any(name => Fits(name, bucket));

    private static bool Fits(string name, string bucket)
    {
        if (name.Split('{', '}') is not [var before, var placeholder, var after])
            return name == bucket;
        if (bucket.Length <= before.Length + after.Length || !bucket.StartsWith(before, StringComparison.Ordinal) || !bucket.EndsWith(after, StringComparison.Ordinal))
            return false;

        var filling = bucket[before.Length..^after.Length];
        return placeholder switch
        {
            "region" => ServiceName.IsRegion(filling),
            "region-code" => ServiceName.IsRegion(filling)
                || (filling.LastIndexOf('-') is > 0 and var dash && ServiceName.IsRegion(filling.AsSpan(0, dash)) && filling[dash..].All(IsPlain)),
            "account-region" => filling.Length > 13 && Forms.IsAccountId(filling[..12]) && filling[12] is '-' && ServiceName.IsRegion(filling.AsSpan(13)),
            _ => char.IsAsciiDigit(filling[^1]) && filling.All(char.IsAsciiLetterOrDigit),
        };
    }

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '-';
}
