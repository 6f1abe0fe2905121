using ConfigRules.Bundles;

namespace ConfigRules.Tests.Bundles;

public sealed class ServiceOwnedBucketsTests
{
    [Theory]
    [InlineData("arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*")]
    [InlineData("arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*")]
    [InlineData("arn:aws-cn:s3:::prod-cn-north-1-starport-layer-bucket/*")]
    [InlineData("arn:aws-us-gov:s3:::prod-us-gov-west-1-starport-layer-bucket")]
    [InlineData("arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/*")]
    [InlineData("arn:aws:s3:::packages.eu-west-1.amazonaws.com/*")]
    [InlineData("arn:aws:s3:::amazonlinux.eu-west-1.amazonaws.com/*")]
    [InlineData("arn:aws:s3:::eu-west-1-birdwatcher-prod/*")]
    [InlineData("arn:aws:s3:::patch-baseline-snapshot-eu-west-1/*")]
    [InlineData("arn:aws:s3:::patch-baseline-snapshot-me-south-1-uduvl7q8/*")]
    [InlineData("arn:aws:s3:::aws-patch-manager-us-east-2-552881074/*")]
    [InlineData("arn:aws:s3:::cloudformation-custom-resource-response-euwest1/*")]
    [InlineData("arn:aws:s3:::assets-193858265520-us-east-1/*")]
    [InlineData("arn:aws:s3:::amazoncloudwatch-agent/*")]
    [InlineData("arn:*:s3:::aws-codedeploy-eu-west-1/latest/*")]
    public void Contain_what_AWS_lists(string resource) => Assert.True(ServiceOwnedBuckets.Contain(resource));

    [Theory]
    [InlineData("*")]
    [InlineData("arn:aws:s3:::*")]
    [InlineData("arn:aws:s3:::mine/key")]
    [InlineData("arn:aws:s3:::prod-*-starport-layer-bucket/*")]
    [InlineData("arn:aws:s3:::prod-eu-west-?-starport-layer-bucket/*")]
    [InlineData("arn:aws:s3:::prod-eu-west-1-starport-layer-bucket*")]
    [InlineData("arn:aws:s3:::prod-eu-west-1-starport-layer-bucket-of-mine/layer")]
    [InlineData("arn:aws:s3:::prod--starport-layer-bucket/*")]
    [InlineData("arn:aws:s3:::prod-starport-layer-bucket/*")]
    [InlineData("arn:aws:s3:::my-al2023-repos/package")]
    [InlineData("arn:aws:s3:::amazon-ssm-mine/*")]
    [InlineData("arn:aws:s3:::al2023-repos-eu-west-1-00000000/*")]
    [InlineData("arn:aws:s3:::patch-baseline-snapshot-eu-west-1-*/*")]
    [InlineData("arn:aws:s3:::cloudformation-custom-resource-response-*/*")]
    [InlineData("arn:aws:s3:::assets-mine-us-east-1/*")]
    [InlineData("arn:aws:s3:eu-west-1:111111111111:accesspoint/aws-codedeploy-eu-west-1")]
    [InlineData("arn:aws:ecr:eu-west-1:111111111111:repository/amazon-eks")]
    public void Contain_nothing_else(string resource) => Assert.False(ServiceOwnedBuckets.Contain(resource));
}
