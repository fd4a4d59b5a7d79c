package io.histostream.results.evaluation.statistics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The statistics stay plain Java: they can be read and checked without a container, a broker or a database. */
@AnalyzeClasses(
        packages = "io.histostream.results.evaluation.statistics",
        importOptions = ImportOption.DoNotIncludeTests.class)
class StatisticsPackageRulesTest {

    @ArchTest
    static final ArchRule USES_ONLY_THE_JDK_AND_HIPPARCHUS = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.util..",
                    "org.hipparchus..",
                    "com.fasterxml.jackson.annotation..",
                    "io.histostream.results.evaluation.statistics..");
}
