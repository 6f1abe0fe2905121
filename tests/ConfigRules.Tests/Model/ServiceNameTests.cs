using ConfigRules.Model;

namespace ConfigRules.Tests.Model;

public sealed class ServiceNameTests
{
    [Theory]
    [InlineData("com.amazonaws.eu-west-1.s3", "eu-west-1", "s3")]
    [InlineData("com.amazonaws.eu-west-1.ecr.api", "eu-west-1", "ecr.api")]
    [InlineData("com.amazonaws.eu-west-1.ec2messages", "eu-west-1", "ec2messages")]
    [InlineData("com.amazonaws.eu-west-1.execute-api", "eu-west-1", "execute-api")]
    [InlineData("com.amazonaws.s3-global.accesspoint", null, "s3-global.accesspoint")]
    [InlineData("com.amazonaws.iam", null, "iam")]
    [InlineData("com.amazonaws.us-gov-west-1.dynamodb", "us-gov-west-1", "dynamodb")]
    [InlineData("com.amazonaws.us-iso-east-1.s3", "us-iso-east-1", "s3")]
    [InlineData("com.amazonaws.eusc-de-east-1.sts", "eusc-de-east-1", "sts")]
    [InlineData("cn.com.amazonaws.cn-north-1.ecr.dkr", "cn-north-1", "ecr.dkr")]
    [InlineData("aws.sagemaker.eu-west-1.notebook", "eu-west-1", "aws.sagemaker.notebook")]
    [InlineData("aws.api.eu-west-1.kendra-ranking", "eu-west-1", "aws.api.kendra-ranking")]
    [InlineData("aws.api.us-east-2.emr-service-cell01", "us-east-2", "aws.api.emr-service-cell01")]
    [InlineData("api.aws.eu-west-1.bedrock-mantle", "eu-west-1", "api.aws.bedrock-mantle")]
    [InlineData("com.amazonaws.ap-southeast-7.sagemaker.featurestore-runtime", "ap-southeast-7", "sagemaker.featurestore-runtime")]
    [InlineData("com.amazonaws.mx-central-1.kinesis-firehose", "mx-central-1", "kinesis-firehose")]
    [InlineData("com.amazonaws.us-gov-east-1.ecr.dkr", "us-gov-east-1", "ecr.dkr")]
    [InlineData("com.amazonaws.cn-northwest-1.kms", "cn-northwest-1", "kms")]
    [InlineData("cn.com.amazonaws.cn-north-1.transcribe.cn", "cn-north-1", "transcribe")]
    [InlineData("eu.amazonaws.eusc-de-east-1.ecr.api", "eusc-de-east-1", "ecr.api")]
    [InlineData("gov.ic.c2s.us-iso-east-1.ecr.api", "us-iso-east-1", "ecr.api")]
    [InlineData("gov.sgov.sc2s.us-isob-east-1.ecr.dkr", "us-isob-east-1", "ecr.dkr")]
    [InlineData("gov.ic.hci.csp.us-isof-south-1.ebs", "us-isof-south-1", "ebs")]
    [InlineData("uk.adc-e.cloud.eu-isoe-west-1.execute-api", "eu-isoe-west-1", "execute-api")]
    [InlineData("com.amazonaws.cloudfront", null, "cloudfront")]
    public void Takes_published_names_apart(string name, string? region, string service)
    {
        var parsed = ServiceName.Parse(name);
        Assert.Equal((name, region, service), (parsed.Full, parsed.Region, parsed.Service));
        Assert.False(parsed.IsFips || parsed.IsProvided);
    }

    [Theory]
    [InlineData("com.amazonaws.us-east-1.kms-fips", "kms")]
    [InlineData("com.amazonaws.us-east-1.sagemaker.runtime-fips", "sagemaker.runtime")]
    [InlineData("cn.com.amazonaws.cn-north-1.elasticfilesystem-fips", "elasticfilesystem")]
    public void Knows_the_fips_endpoint_as_the_same_service(string name, string service)
    {
        var parsed = ServiceName.Parse(name);
        Assert.Equal((service, true), (parsed.Service, parsed.IsFips));
    }

    [Fact]
    public void Knows_a_service_that_others_than_AWS_provide()
    {
        var parsed = ServiceName.Parse("com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0");
        Assert.Equal(("eu-west-1", "vpce-svc-0123456789abcdef0", true), (parsed.Region, parsed.Service, parsed.IsProvided));
    }

    [Fact]
    public void Takes_what_others_provide_for_no_service_of_AWS_whatever_it_is_called()
    {
        var parsed = ServiceName.Parse("com.amazonaws.vpce.eu-west-1.ec2");
        Assert.Equal(("eu-west-1", "com.amazonaws.vpce.ec2", true), (parsed.Region, parsed.Service, parsed.IsProvided));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("....")]
    [InlineData("eu-west-1")]
    [InlineData("eu-west-1.s3")]
    [InlineData("com.amazonaws.eu-west-1")]
    [InlineData("com.amazonaws.--1.s3")]
    [InlineData("com.amazonaws.eu-west-.s3")]
    public void Takes_a_name_of_no_known_shape_as_having_no_region(string name)
    {
        var parsed = ServiceName.Parse(name);
        Assert.Equal((name, null, false), (parsed.Full, parsed.Region, parsed.IsProvided));
    }
}
