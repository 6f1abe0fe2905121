using Amazon.Runtime;

namespace Amazon.Route53;

public class VPCRegion(string value) : ConstantClass(value)
{
    public static readonly VPCRegion UsEast1 = new("us-east-1");
    public static readonly VPCRegion UsEast2 = new("us-east-2");
    public static readonly VPCRegion UsWest1 = new("us-west-1");
    public static readonly VPCRegion UsWest2 = new("us-west-2");
    public static readonly VPCRegion EuWest1 = new("eu-west-1");
    public static readonly VPCRegion EuCentral1 = new("eu-central-1");

    public static VPCRegion FindValue(string value) => FindValue<VPCRegion>(value);

    public static implicit operator VPCRegion(string value) => FindValue(value);
}
