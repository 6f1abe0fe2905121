using Amazon.Runtime;

namespace Amazon.Route53Resolver;

public class ResolverRuleAssociationStatus(string value) : ConstantClass(value)
{
    public static readonly ResolverRuleAssociationStatus COMPLETE = new("COMPLETE");
    public static readonly ResolverRuleAssociationStatus CREATING = new("CREATING");
    public static readonly ResolverRuleAssociationStatus DELETING = new("DELETING");
    public static readonly ResolverRuleAssociationStatus FAILED = new("FAILED");
    public static readonly ResolverRuleAssociationStatus OVERRIDDEN = new("OVERRIDDEN");

    public static ResolverRuleAssociationStatus FindValue(string value) => FindValue<ResolverRuleAssociationStatus>(value);

    public static implicit operator ResolverRuleAssociationStatus(string value) => FindValue(value);
}
