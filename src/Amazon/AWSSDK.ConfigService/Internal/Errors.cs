using Amazon.ConfigService.Model;
using Amazon.Shared;

namespace Amazon.ConfigService.Internal;

/// <summary>The errors that have a type of their own.</summary>
internal static class Errors
{
    public static readonly (string Code, MakeException Make) InvalidExpression = (nameof(InvalidExpressionException), (error, inner, status) =>
        new InvalidExpressionException(error.Message, inner, error.Type, error.Code, error.RequestId, status));

    public static readonly (string Code, MakeException Make) InvalidLimit = (nameof(InvalidLimitException), (error, inner, status) =>
        new InvalidLimitException(error.Message, inner, error.Type, error.Code, error.RequestId, status));

    public static readonly (string Code, MakeException Make) InvalidNextToken = (nameof(InvalidNextTokenException), (error, inner, status) =>
        new InvalidNextTokenException(error.Message, inner, error.Type, error.Code, error.RequestId, status));

    public static readonly (string Code, MakeException Make) InvalidParameterValue = (nameof(InvalidParameterValueException), (error, inner, status) =>
        new InvalidParameterValueException(error.Message, inner, error.Type, error.Code, error.RequestId, status));

    public static readonly (string Code, MakeException Make) InvalidResultToken = (nameof(InvalidResultTokenException), (error, inner, status) =>
        new InvalidResultTokenException(error.Message, inner, error.Type, error.Code, error.RequestId, status));

    public static readonly (string Code, MakeException Make) InvalidTimeRange = (nameof(InvalidTimeRangeException), (error, inner, status) =>
        new InvalidTimeRangeException(error.Message, inner, error.Type, error.Code, error.RequestId, status));

    public static readonly (string Code, MakeException Make) NoAvailableConfigurationRecorder = (nameof(NoAvailableConfigurationRecorderException), (error, inner, status) =>
        new NoAvailableConfigurationRecorderException(error.Message, inner, error.Type, error.Code, error.RequestId, status));

    public static readonly (string Code, MakeException Make) NoSuchConfigRule = (nameof(NoSuchConfigRuleException), (error, inner, status) =>
        new NoSuchConfigRuleException(error.Message, inner, error.Type, error.Code, error.RequestId, status));

    public static readonly (string Code, MakeException Make) NoSuchConfigurationAggregator = (nameof(NoSuchConfigurationAggregatorException), (error, inner, status) =>
        new NoSuchConfigurationAggregatorException(error.Message, inner, error.Type, error.Code, error.RequestId, status));

    public static readonly (string Code, MakeException Make) ResourceNotDiscovered = (nameof(ResourceNotDiscoveredException), (error, inner, status) =>
        new ResourceNotDiscoveredException(error.Message, inner, error.Type, error.Code, error.RequestId, status));

    public static readonly (string Code, MakeException Make) Validation = (nameof(ValidationException), (error, inner, status) =>
        new ValidationException(error.Message, inner, error.Type, error.Code, error.RequestId, status));

    public static readonly MakeException Other = (error, inner, status) =>
        new AmazonConfigServiceException(error.Message, inner, error.Type, error.Code, error.RequestId, status);
}
