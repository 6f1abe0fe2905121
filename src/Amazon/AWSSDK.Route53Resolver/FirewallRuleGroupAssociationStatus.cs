using Amazon.Runtime;

namespace Amazon.Route53Resolver;

public class FirewallRuleGroupAssociationStatus(string value) : ConstantClass(value)
{
    public static readonly FirewallRuleGroupAssociationStatus COMPLETE = new("COMPLETE");
    public static readonly FirewallRuleGroupAssociationStatus DELETING = new("DELETING");
    public static readonly FirewallRuleGroupAssociationStatus UPDATING = new("UPDATING");

    public static FirewallRuleGroupAssociationStatus FindValue(string value) => FindValue<FirewallRuleGroupAssociationStatus>(value);

    public static implicit operator FirewallRuleGroupAssociationStatus(string value) => FindValue(value);
}
