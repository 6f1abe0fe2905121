using Amazon.Runtime;

namespace Amazon.ConfigService;

/// <summary>Of its several hundred types those of networks; the others are made from strings.</summary>
public class ResourceType(string value) : ConstantClass(value)
{
    public static readonly ResourceType AWSEC2VPC = new("AWS::EC2::VPC");
    public static readonly ResourceType AWSEC2VPCEndpoint = new("AWS::EC2::VPCEndpoint");
    public static readonly ResourceType AWSEC2VPCEndpointService = new("AWS::EC2::VPCEndpointService");
    public static readonly ResourceType AWSEC2Subnet = new("AWS::EC2::Subnet");
    public static readonly ResourceType AWSEC2RouteTable = new("AWS::EC2::RouteTable");
    public static readonly ResourceType AWSEC2SecurityGroup = new("AWS::EC2::SecurityGroup");
    public static readonly ResourceType AWSEC2NetworkAcl = new("AWS::EC2::NetworkAcl");
    public static readonly ResourceType AWSEC2NetworkInterface = new("AWS::EC2::NetworkInterface");
    public static readonly ResourceType AWSEC2NatGateway = new("AWS::EC2::NatGateway");
    public static readonly ResourceType AWSEC2InternetGateway = new("AWS::EC2::InternetGateway");
    public static readonly ResourceType AWSEC2EgressOnlyInternetGateway = new("AWS::EC2::EgressOnlyInternetGateway");
    public static readonly ResourceType AWSEC2TransitGateway = new("AWS::EC2::TransitGateway");
    public static readonly ResourceType AWSEC2VPCPeeringConnection = new("AWS::EC2::VPCPeeringConnection");

    public static ResourceType FindValue(string value) => FindValue<ResourceType>(value);

    public static implicit operator ResourceType(string value) => FindValue(value);
}
