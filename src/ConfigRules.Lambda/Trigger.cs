namespace ConfigRules.Lambda;

/// <summary>Why AWS Config called.</summary>
public abstract record Trigger
{
    private Trigger()
    {
    }

    /// <summary>The resource that it is about; null where it is about none, or all.</summary>
    public ConfigItem? About => this switch
    {
        Changed changed => changed.Item,
        Gone gone => gone.Item,
        Proposed proposed => proposed.Item,
        _ => null,
    };

    /// <summary>The resource was made or changed, or AWS Config wants it looked at again.</summary>
    public sealed record Changed(ConfigItem Item) : Trigger;

    /// <summary>The resource is deleted, no longer recorded, or has left the rule's scope; the reason is a sentence.</summary>
    public sealed record Gone(ConfigItem Item, string Reason) : Trigger;

    /// <summary>
    /// The resource is only planned (proactive evaluation). Its configuration has the shape of a CloudFormation template,
    /// which no rule reads; AWS Config does not offer the types of this catalogue for it either.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config-rules.html</remarks>
    public sealed record Proposed(ConfigItem Item) : Trigger;

    /// <summary>The rule's period has passed, or a snapshot was delivered: everything is to be judged.</summary>
    public sealed record Schedule : Trigger;

    /// <summary>A notification without an item: AWS Config sends one where no resource is in the rule's scope.</summary>
    public sealed record Empty : Trigger;
}
