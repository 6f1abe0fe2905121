using System.Collections.Immutable;
using ConfigRules.Policies;

namespace ConfigRules.Rules.Policies;

/// <summary>
/// Actions that concern no resource of anybody's, so that nothing can be said of whose it is; all are reads or writes within the
/// caller's own account. Of those that a pattern stands for, some have a resource, which is of that account too: a stack, a group
/// of traces, an attribute of an instance.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html</remarks>
internal static class Resourceless
{
    private static readonly ImmutableArray<string> Actions =
    [
        "autoscaling:Describe*", "cloudformation:List*", "cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics",
        "cloudwatch:PutMetricData", "codeartifact:ListDomains", "codeartifact:ListRepositories", "dynamodb:ListTables", "ec2:Describe*",
        "ec2messages:*", "ecr:GetAuthorizationToken", "ecs:DiscoverPollEndpoint", "ecs:ListClusters", "eks:ListClusters",
        "elasticloadbalancing:Describe*", "kms:GenerateRandom", "kms:ListAliases", "kms:ListKeys", "lambda:ListFunctions", "logs:DescribeLogGroups",
        "s3:ListAllMyBuckets", "secretsmanager:GetRandomPassword", "secretsmanager:ListSecrets", "sns:ListTopics", "sqs:ListQueues",
        "ssm:DescribeInstanceInformation", "ssm:DescribeParameters", "ssm:RegisterManagedInstance", "ssm:RequestManagedInstanceRoleToken",
        "ssm:UpdateManagedInstancePublicKey", "ssmmessages:*", "sts:DecodeAuthorizationMessage", "sts:GetAccessKeyInfo", "sts:GetCallerIdentity",
        "sts:GetServiceBearerToken", "sts:GetSessionToken", "xray:*",
    ];

    public static bool Contains(string action) => Actions.Any(pattern => Pattern.Matches(pattern, action, ignoreCase: true));
}
