using Amazon.Runtime;

namespace Amazon.Organizations;

public class OrganizationFeatureSet(string value) : ConstantClass(value)
{
    public static readonly OrganizationFeatureSet ALL = new("ALL");
    public static readonly OrganizationFeatureSet CONSOLIDATED_BILLING = new("CONSOLIDATED_BILLING");

    public static OrganizationFeatureSet FindValue(string value) => FindValue<OrganizationFeatureSet>(value);

    public static implicit operator OrganizationFeatureSet(string value) => FindValue(value);
}
