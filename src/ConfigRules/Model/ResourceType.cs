namespace ConfigRules.Model;

/// <summary>AWS Config resource type names, spelled once.</summary>
public static class ResourceType
{
    public const string Vpc = "AWS::EC2::VPC";
    public const string Subnet = "AWS::EC2::Subnet";
    public const string RouteTable = "AWS::EC2::RouteTable";
    public const string VpcEndpoint = "AWS::EC2::VPCEndpoint";
    public const string SecurityGroup = "AWS::EC2::SecurityGroup";
    public const string NetworkInterface = "AWS::EC2::NetworkInterface";
    public const string NetworkAcl = "AWS::EC2::NetworkAcl";
    public const string NatGateway = "AWS::EC2::NatGateway";
    public const string EndpointService = "AWS::EC2::VPCEndpointService";
}
